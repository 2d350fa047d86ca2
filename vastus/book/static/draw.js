// The panels of an explorer, drawn by plotly.js in the colours of the page.
//
// - plotly.js is fetched once a page, when the first panel asks for it; its style comes as a file, under the name it
//   looks for, since the page's policy lets it write none.
// - A step that nudge.js can make is made at once. Any other is drawn whole in the next frame, and so is a nudged panel
//   when the hand rests.
// - Another theme or another size of the place draws what is near the window; what is far, or not shown, waits until it
//   comes near.
// - Colours in frames are roles ("@vm"); the page's theme says which colour a role has, so light and dark both work.
// - The style sheet gives the place its height, which differs between a phone and a wide screen; plotly fills it.
// - Letters grow with the reader's; a screen reader is spared the drawing's insides.

import { atRest } from "./at-rest.js";
import { bringStyle, runScript } from "./download.js";
import { isInFront } from "./stage.js";

const PLOTLY = new URL("plotly.js", import.meta.url);
const PLOTLY_STYLE = new URL("plotly.css", import.meta.url);
const OWN_STYLE = { id: "plotly.js-style-global", className: "no-inline-styles" };
const SETTINGS = { displayModeBar: false, scrollZoom: false };
const ROOT_PX = 17; // a rem, for a reader who asks for the usual 16 px; heights.py has it too
const RESTS_AFTER_MS = 120;
const drawings = new Map(); // places to what is drawn in them
let loading;
let steps; // nudge.js comes with plotly.js: nothing is moved that it has not drawn

export function loadPlotly() {
  loading ??= load();
  return loading;
}

async function load() {
  try {
    const style = document.getElementById(OWN_STYLE.id) ?? bringStyle(PLOTLY_STYLE, OWN_STYLE);
    const [came] = await Promise.all([import("./nudge.js"), style, runScript(PLOTLY)]);
    if (!window.Plotly) throw new Error("plotly.js came incomplete");
    steps = came;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/**
 * The drawing of a panel, { data, layout }, in its place. Whoever changes the panel tells it so by `step`; once that is
 * drawn, `drawn(changes, whole)` is called.
 */
export class Drawing {
  #plot;
  #panel;
  #drawn;
  #stale = true; // what stands there is not what the panel says
  #changes = []; // since it was drawn
  #near = false;
  #size;
  #frame = 0;
  #rest = atRest(RESTS_AFTER_MS, () => this.draw());

  constructor(plot, panel, drawn) {
    this.#plot = plot;
    this.#panel = panel;
    this.#drawn = drawn;
    drawings.set(plot, this);
    nearing.observe(plot);
    sizing.observe(plot);
  }

  /** Draw all of it, now, where its poster stood; a place that is not shown is left for when it is. */
  async draw() {
    cancelAnimationFrame(this.#frame);
    this.#rest.takeBack();
    this.#stale = !steps || !this.#plot.checkVisibility();
    if (this.#stale) return;
    this.#size = sizeOf(this.#plot);
    const page = looksOfPage();
    const { height, ...layout } = dressed(this.#panel.layout, page);
    await window.Plotly.react(this.#plot, dressed(this.#panel.data, page), { ...layout, autosize: true }, SETTINGS);
    steps.joinPieces(this.#plot);
    for (const poster of this.#plot.querySelectorAll("[data-poster]")) poster.remove();
    // Its label and the sentence are its voice; plotly.js measures letters in a drawing of its own.
    const silent = [...this.#plot.children, document.getElementById("js-plotly-tester")];
    for (const part of silent) part.setAttribute("aria-hidden", "true");
    this.#drawn(this.#changes.splice(0), true);
  }

  /** Follow the panel after changes in it, as openFrames gives them; with none, draw what was not shown until now. */
  step(changes) {
    if (!isInFront(this.#plot)) this.#stale = true;
    else if (this.#stale || !this.#nudged(changes)) {
      this.#stale = true;
      this.#changes.push(...changes);
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.draw());
    } else this.#drawn(changes, false);
  }

  #nudged(changes) {
    if (changes.some(({ kind }) => kind === "more")) return false;
    if (changes.length === 0) return true;
    this.#rest.ask();
    return steps.nudge(this.#plot, changes.map(inLooksOfPage));
  }

  /** Draw it again if it is near, or else when it comes near. */
  drawAgain() {
    if (this.#near) this.draw();
    else this.#stale = true;
  }

  comeNear(near) {
    this.#near = near;
    if (near && this.#stale) this.draw();
  }

  fit() {
    if (this.#size !== sizeOf(this.#plot)) this.drawAgain();
  }

  /** Draw it in such a way that a narrower place shows all of it, smaller: paper is known to the style sheet alone. */
  drawToScale() {
    this.draw();
    for (const layer of this.#plot.querySelectorAll(".main-svg")) {
      layer.setAttribute("viewBox", `0 0 ${layer.getAttribute("width")} ${layer.getAttribute("height")}`);
    }
  }
}

/** Draw every panel, far or near, as paper shows it. */
export function drawAll() {
  for (const drawing of drawings.values()) drawing.drawToScale();
}

const nearing = new IntersectionObserver(
  (entries) => entries.forEach(({ target, isIntersecting }) => drawings.get(target).comeNear(isIntersecting)),
  { rootMargin: "300px" },
);
const sizing = new ResizeObserver((entries) => entries.forEach(({ target }) => drawings.get(target).fit()));

new MutationObserver(() => drawings.forEach((drawing) => drawing.drawAgain())).observe(document.documentElement, {
  attributeFilter: ["data-theme"],
});

const sizeOf = (plot) => `${plot.offsetWidth} ${plot.offsetHeight}`;

function looksOfPage() {
  const style = getComputedStyle(document.documentElement);
  return { style, scale: parseFloat(style.fontSize) / ROOT_PX };
}

const inLooksOfPage = (change) =>
  change.kind === "look" ? { ...change, value: dressed(change.value, looksOfPage()) } : change;

/** A part of a figure in the colours of the page, its letters, and the margins for them, as large as the reader wants. */
function dressed(value, page) {
  if (typeof value === "string") {
    return (value.startsWith("@") && page.style.getPropertyValue(`--vastus-${value.slice(1)}`).trim()) || value;
  }
  if (Array.isArray(value)) return value.map((part) => dressed(part, page));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const made = dressed(part, page);
      if (key.endsWith("font") && made.size) return [key, { ...made, size: scaled(made.size, page.scale) }];
      return [key, key === "margin" ? scaled(made, page.scale) : made];
    }),
  );
}

/** A length, or lengths, as many times as long. */
function scaled(length, scale) {
  if (typeof length === "number") return length * scale;
  if (Array.isArray(length)) return length.map((one) => scaled(one, scale));
  return Object.fromEntries(Object.entries(length).map(([side, one]) => [side, scaled(one, scale)]));
}
