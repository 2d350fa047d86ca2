// One panel of an explorer, drawn by plotly.js in the colours of the page.
//
// - plotly.js is fetched once a page, when the first panel asks for it.
// - Colours in frames are roles ("@vm"); the page's theme says which colour a role has, so light and dark both work.
// - The style sheet gives the place its height, which differs between a phone and a wide screen; plotly fills it.

const PLOTLY = new URL("plotly.js", import.meta.url);
const SETTINGS = { displayModeBar: false, responsive: true, scrollZoom: false };
let loading;

export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = PLOTLY;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error(`${PLOTLY} could not be loaded`));
    document.head.append(script);
  });
  return loading;
}

/** Draw a panel of a view into its place; a place that is not shown is left for when it is. */
export async function draw(plot, { data, layout }) {
  if (!plot.checkVisibility()) return;
  const style = getComputedStyle(document.documentElement);
  const { height, ...rest } = coloured(layout, style);
  await window.Plotly.react(plot, coloured(data, style), { ...rest, autosize: true }, SETTINGS);
}

function coloured(value, style) {
  if (typeof value === "string") {
    return value.startsWith("@") ? style.getPropertyValue(`--vastus-${value.slice(1)}`).trim() : value;
  }
  if (Array.isArray(value)) return value.map((part) => coloured(part, style));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part, style)]));
}
