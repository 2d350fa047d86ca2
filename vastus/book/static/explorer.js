// Explorers on the page. The build computed every state; this module looks states up and shows them.
//
// - An explorer is brought to life when it nears the window of a reader who has touched the page: then plotly.js (once a
//   page) and its frames are fetched.
// - Its controls, headline, sentence and table live as soon as its frames are there; the drawing follows with plotly.js.
// - The page's address may ask for a state, and links of the text set one: both come through the controls.
// - Until then its poster stands, as it does on paper. Where bytes are dear, it stands until a control is touched.
// - frames.js knows states, controls.js the inputs, stage.js what is in sight, draw.js the drawing, voice.js what is
//   spoken, table.js the data, play.js what runs by itself, share.js the address, download.js what cannot be had,
//   touched.js and sparing.js when not to download; here they meet.

import { letRest, positions, putBack, putPositions, rests, showSliderTexts, sizes } from "./controls.js";
import { fetchJson, orAskAgain } from "./download.js";
import { Drawing, drawAll, loadPlotly } from "./draw.js";
import { areFrames, indexOf, openFrames } from "./frames.js";
import { letPlay } from "./play.js";
import { bringSetLinks } from "./set-links.js";
import { setText } from "./set-text.js";
import { askedOf, bringShare, follower, isAsked, letShare } from "./share.js";
import { drawingWanted, leavePoster } from "./sparing.js";
import { bringForward, bringInSight, keepAxes, keepStage, ONE_AT_A_TIME } from "./stage.js";
import { showTable } from "./table.js";
import { touched } from "./touched.js";
import { say } from "./voice.js";

const RESTING = "The states of this figure could not be loaded, so its controls rest. What stands here holds as it is.";
const UNDRAWN = "The drawing could not be loaded. The result, the sentence and the table still follow the controls.";

function notice(figure, problems) {
  const words = `The address asks for what this figure does not have: ${problems.join("; ")}. Shown is what it has.`;
  figure.querySelector("[data-notice]").textContent = problems.length > 0 ? words : "";
}

/** Frames of a figure; its controls rest as long as there are none to be had. */
function framesOf(figure) {
  const form = figure.querySelector("[data-controls]");
  const panels = figure.querySelectorAll("[data-plot]").length;
  const disable = (disabled) => {
    [...form.elements].forEach((element) => (element.disabled = disabled));
    letShare(figure, !disabled);
  };
  const load = async () => {
    try {
      const frames = await fetchJson(figure.dataset.frames);
      if (!areFrames(frames, figure.dataset.explorer, sizes(form), panels)) throw new Error("frames of something else");
      disable(false);
      return frames;
    } catch (error) {
      disable(true);
      throw error;
    }
  };
  return orAskAgain(figure, load, RESTING);
}

function showWords(figure, view, changes) {
  const changed = new Set(changes.map(({ path }) => path[0]));
  if (changed.has("headline")) setText(figure.querySelector("[data-headline]"), view.headline);
  if (changed.has("reading")) say(figure, view.reading);
  if (changed.has("table")) showTable(figure.querySelector("table"), view.table);
}

/** Have the browser lay a figure out now: an event mostly comes between two frames, and the next has less to do then. */
const layOut = (figure) => figure.getBoundingClientRect();

/** The changes that lie in one panel, their paths from there. */
function within(changes, number) {
  const inside = changes.filter(({ path: [part, panel] }) => part === "panels" && panel === number);
  return inside.map((change) => ({ ...change, path: change.path.slice(2) }));
}

/** Let a figure follow its controls; gives what shows their present state, and what sets them to that of an address. */
function follow(figure, frames) {
  const { controls } = frames;
  const form = figure.querySelector("[data-controls]");
  const { view, go } = openFrames(frames);
  const drawings = [...figure.querySelectorAll("[data-plot]")].map((plot, number) => {
    const panel = view.panels[number];
    return new Drawing(plot, panel, (changes, whole) => {
      if (whole) keepAxes(plot);
      bringInSight(plot, panel.data, changes);
    });
  });
  const writeAddress = follower(figure, controls);
  let at = positions(form, controls);
  const show = () => {
    const changes = go(indexOf(frames, at));
    drawings.forEach((drawing, number) => drawing.step(within(changes, number)));
    showWords(figure, view, changes);
  };
  const moved = (name) => {
    at = positions(form, controls);
    bringForward(figure, controls.find((control) => control.name === name).panel);
    show();
    leavePoster(figure);
    showSliderTexts(form);
    letRest(form, controls, at);
    writeAddress(at);
    layOut(figure);
  };
  form.addEventListener("input", ({ target }) => {
    if (rests(target)) {
      putPositions(form, controls, at);
      showSliderTexts(form);
    } else {
      putBack(form, controls, at, target.name);
      moved(target.name);
    }
  });
  for (const tab of figure.querySelectorAll("[data-tab]")) {
    tab.addEventListener("click", () => {
      bringForward(figure, Number(tab.dataset.tab));
      show();
    });
  }
  ONE_AT_A_TIME.addEventListener("change", show);
  letRest(form, controls, at);
  letPlay(figure);
  bringShare(figure, controls, () => at);
  const set = (url) => {
    const { positions: wanted, problems } = askedOf(figure, controls, url);
    notice(figure, problems);
    const [changed] = wanted ? putPositions(form, controls, wanted) : [];
    if (changed) moved(changed.name);
  };
  return { show, set, draw: () => Promise.all(drawings.map((drawing) => drawing.draw())) };
}

/** Bring a figure to life; gives what sets it to the state of an address, as soon as there are states. */
async function bringToLife(figure) {
  const drawable = drawingWanted(figure).then(() => orAskAgain(figure, loadPlotly, UNDRAWN));
  const { show, set, draw } = follow(figure, await framesOf(figure));
  set(location.href);
  show();
  drawable.then(draw).then(() => (figure.dataset.ready = "true"));
  return set;
}

const started = new Map(); // a figure to the promise of the function that sets it to the state of an address

function start(figure) {
  if (!started.has(figure)) started.set(figure, bringToLife(figure));
}

const figures = [...document.querySelectorAll("figure[data-explorer]")];
const nearing = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => start(entry.target)),
  { rootMargin: "600px" },
);
for (const figure of figures) {
  const form = figure.querySelector("[data-controls]");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    showSliderTexts(form);
    if (!rests(target)) leavePoster(figure); // before there are frames, too
  });
  showSliderTexts(form);
  keepStage(figure);
  figure.querySelector("[data-asleep]").remove();
  letShare(figure, true); // now, so that nothing moves when the figure comes alive
  if (figure.querySelector("[data-poster]")) touched.then(() => nearing.observe(figure));
  else nearing.observe(figure);
  if (isAsked(figure)) start(figure);
}

/** Bring the whole stage of a figure in sight, unless it is: of a figure nearest by, the header could hide the top. */
function bringInView(figure) {
  const { top, bottom } = figure.querySelector("[data-stage]").getBoundingClientRect();
  const header = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (top < header || bottom > innerHeight) figure.scrollIntoView({ block: "start" });
}

const explorerOf = (name) => figures.find(({ id }) => id === name);

bringSetLinks(explorerOf, async (figure, url) => {
  start(figure);
  bringInView(figure);
  const set = await started.get(figure);
  set(url);
});

// A printed page is light. It does not wait: a figure that is not drawn yet is printed as its poster.
let themeBeforePrint;
addEventListener("beforeprint", () => {
  themeBeforePrint = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  drawAll();
});
addEventListener("afterprint", () => {
  document.documentElement.dataset.theme = themeBeforePrint;
});
