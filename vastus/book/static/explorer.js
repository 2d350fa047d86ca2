// Explorers on the page. The build computed every state; this module looks states up and shows them.
//
// - An explorer is brought to life when it nears the window: then plotly.js (once a page) and its frames are fetched.
// - frames.js knows states, controls.js the inputs, draw.js the drawing, share.js the address; here they meet.
// - The page's address may ask for a state, and links of the text set one: both come through the controls.
// - An explorer of several panels shows one at a time on a phone: the one its control changes comes forward.
// - What cannot be loaded is said in the figure; the reading and the table that the build wrote stay as they are.

import { positions, putPositions, showSliderTexts } from "./controls.js";
import { draw, loadPlotly } from "./draw.js";
import { decode, indexOf } from "./frames.js";
import { askedOf, bringSetLinks, bringShare, follower, isAsked } from "./share.js";

const PHONE = matchMedia("(max-width: 40rem)");

async function loadFrames(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

function row(cells, tag) {
  const line = document.createElement("tr");
  for (const text of cells) {
    const cell = document.createElement(tag);
    if (tag === "th") cell.scope = "col";
    cell.textContent = text;
    line.append(cell);
  }
  return line;
}

function showTable(table, { columns, rows }) {
  table.tHead.replaceChildren(row(columns, "th"));
  table.tBodies[0].replaceChildren(...rows.map((cells) => row(cells, "td")));
}

function bringForward(figure, number) {
  for (const panel of figure.querySelectorAll("[data-panel]")) {
    panel.toggleAttribute("data-front", Number(panel.dataset.panel) === number);
  }
  for (const tab of figure.querySelectorAll("[data-tab]")) {
    tab.setAttribute("aria-pressed", Number(tab.dataset.tab) === number);
  }
}

function say(figure, problems) {
  const notice = figure.querySelector("[data-notice]");
  const words = `The address asks for what this figure does not have: ${problems.join("; ")}. Shown is what it has.`;
  notice.textContent = problems.length > 0 ? words : "";
}

async function bringToLife(figure) {
  const form = figure.querySelector("[data-controls]");
  const plots = [...figure.querySelectorAll("[data-plot]")];
  const [, frames] = await Promise.all([loadPlotly(), loadFrames(figure.dataset.frames)]);
  const { controls } = frames;
  const follow = follower(figure, controls);
  const panelOf = new Map(controls.map((control) => [control.name, control.panel]));
  const show = () => {
    const view = decode(frames, indexOf(frames, positions(form, controls)));
    figure.querySelector("[data-headline]").textContent = view.headline;
    figure.querySelector("[data-reading]").textContent = view.reading;
    showTable(figure.querySelector("table"), view.table);
    return Promise.all(plots.map((plot, number) => draw(plot, view.panels[number])));
  };
  let waiting = 0;
  form.addEventListener("input", (event) => {
    showSliderTexts(form);
    bringForward(figure, panelOf.get(event.target.name));
    follow(positions(form, controls));
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(show);
  });
  const set = (url) => {
    const { positions: wanted, problems } = askedOf(figure, controls, url);
    say(figure, problems);
    const [changed] = wanted ? putPositions(form, controls, wanted) : [];
    changed?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (const tab of figure.querySelectorAll("[data-tab]")) {
    tab.addEventListener("click", () => {
      bringForward(figure, Number(tab.dataset.tab));
      show();
    });
  }
  PHONE.addEventListener("change", show);
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  showSliderTexts(form);
  await show();
  set(location.href);
  bringShare(figure, controls, () => positions(form, controls));
  figure.dataset.ready = "true";
  return set;
}

const started = new Map(); // a figure to the promise of the function that sets it to the state of an address

function start(figure) {
  if (started.has(figure)) return;
  const life = bringToLife(figure);
  started.set(figure, life);
  life.catch((error) => {
    console.warn(`explorer ${figure.dataset.explorer}:`, error.message);
    const note = document.createElement("p");
    note.className = "vastus-note";
    note.textContent = "The drawing could not be loaded. The sentence and the table below still hold for the first state.";
    figure.querySelector("[data-plot]").replaceChildren(note);
    for (const input of figure.querySelector("[data-controls]").elements) input.disabled = true;
  });
}

const figures = [...document.querySelectorAll("figure[data-explorer]")];
const nearing = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => start(entry.target)),
  { rootMargin: "600px" },
);
for (const figure of figures) {
  figure.querySelector("[data-controls]").addEventListener("submit", (event) => event.preventDefault());
  nearing.observe(figure);
  if (isAsked(figure)) start(figure);
}

bringSetLinks(async (figure, url) => {
  start(figure);
  figure.scrollIntoView({ block: "nearest" });
  const set = await started.get(figure);
  set(url);
});

// A printed page is light, and shows every figure that can still be drawn.
let themeBeforePrint;
addEventListener("beforeprint", () => {
  themeBeforePrint = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  figures.forEach(start);
});
addEventListener("afterprint", () => {
  document.documentElement.dataset.theme = themeBeforePrint;
});
