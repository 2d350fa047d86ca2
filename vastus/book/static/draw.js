// One panel of an explorer, drawn by plotly.js in the colours of the page.
//
// - plotly.js is fetched once a page, when the first panel asks for it.
// - Colours in frames are roles ("@vm"); the page's theme says which colour a role has, so light and dark both work.
// - The style sheet gives the place its height, which differs between a phone and a wide screen; plotly fills it.
// - Letters grow with the reader's; a screen reader is spared the drawing's insides.

import { runScript } from "./download.js";

const PLOTLY = new URL("plotly.js", import.meta.url);
const SETTINGS = { displayModeBar: false, responsive: true, scrollZoom: false };
const ROOT_PX = 17; // a rem, for a reader who asks for the usual 16 px; heights.py has it too
let loading;

export function loadPlotly() {
  loading ??= runScript(PLOTLY).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Draw a panel of a view into its place, and say that it is done; a place that is not shown is left for when it is. */
export async function draw(plot, { data, layout }) {
  if (!window.Plotly || !plot.checkVisibility()) return false;
  const style = getComputedStyle(document.documentElement);
  const scale = parseFloat(style.fontSize) / ROOT_PX;
  const { height, ...rest } = dressed(layout, style, scale);
  await window.Plotly.react(plot, dressed(data, style, scale), { ...rest, autosize: true }, SETTINGS);
  // Its label and the sentence are its voice; plotly.js measures letters in a drawing of its own.
  const silent = [...plot.children, document.getElementById("js-plotly-tester")];
  for (const part of silent) part.setAttribute("aria-hidden", "true");
  return true;
}

/** A part of a figure in the colours of the page, its letters as large as the reader wants them. */
function dressed(value, style, scale) {
  if (typeof value === "string") {
    return value.startsWith("@") ? style.getPropertyValue(`--vastus-${value.slice(1)}`).trim() : value;
  }
  if (Array.isArray(value)) return value.map((part) => dressed(part, style, scale));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const made = dressed(part, style, scale);
      return [key, key.endsWith("font") && made.size ? { ...made, size: scaled(made.size, scale) } : made];
    }),
  );
}

function scaled(size, scale) {
  return Array.isArray(size) ? size.map((one) => one * scale) : size * scale;
}
