// Explorers on the page. The build computed every state; this module looks states up and draws them.
//
// - An explorer is brought to life when it nears the window: then plotly.js (once a page) and its frames are fetched.
// - A state is an index into the frames, counted over the controls, the last one changing fastest.
// - decode() turns frames into one plain view, exactly as vastus/explorer/frames.py does.
// - Colours in frames are roles ("@vm"); the page's theme says which colour a role has, so light and dark both work.
// - What cannot be loaded is said in the figure; the reading and the table that the build wrote stay as they are.

const PLOTLY = new URL("plotly.js", import.meta.url);
let plotlyLoading;

function loadPlotly() {
  plotlyLoading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = PLOTLY;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error(`${PLOTLY} could not be loaded`));
    document.head.append(script);
  });
  return plotlyLoading;
}

async function loadFrames(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

function expanded(value) {
  if (Array.isArray(value)) return value.map(expanded);
  if (value === null || typeof value !== "object") return value;
  if ("$deltas" in value) {
    let whole = 0;
    return value.$deltas.map((delta) => value.low + value.step * (whole += delta));
  }
  if ("$count" in value) {
    const gap = (value.to - value.from) / (value.$count - 1);
    return Array.from({ length: value.$count }, (_, i) => value.from + gap * i);
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, expanded(part)]));
}

function put(tree, path, value) {
  for (const key of path.slice(0, -1)) tree = tree[key];
  tree[path.at(-1)] = value;
}

/** One state's view: { figure: { data, layout }, reading, table: { columns, rows } }. */
export function decode(frames, index) {
  const view = expanded(frames.base);
  for (const { path, at } of frames.varying) put(view, path, expanded(frames.pool[at[index]]));
  return view;
}

function coloured(value, style) {
  if (typeof value === "string") {
    return value.startsWith("@") ? style.getPropertyValue(`--vastus-${value.slice(1)}`).trim() : value;
  }
  if (Array.isArray(value)) return value.map((part) => coloured(part, style));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part, style)]));
}

function position(control, form) {
  const input = form.elements[control.name];
  if (input.type === "range") return Number(input.value);
  if (input.type === "checkbox") return Number(input.checked);
  return control.values.findIndex((value) => String(value) === input.value);
}

function stateIndex(frames, form) {
  return frames.controls.reduce((index, control) => index * control.values.length + position(control, form), 0);
}

function showSliderText(form) {
  for (const input of form.querySelectorAll('input[type="range"]')) {
    const text = JSON.parse(input.dataset.texts)[input.value];
    input.setAttribute("aria-valuetext", text);
    input.parentElement.querySelector("[data-value]").textContent = text;
  }
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

async function bringToLife(figure) {
  const form = figure.querySelector("[data-controls]");
  const plot = figure.querySelector("[data-plot]");
  const [Plotly, frames] = await Promise.all([loadPlotly(), loadFrames(figure.dataset.frames)]);
  const draw = () => {
    const view = decode(frames, stateIndex(frames, form));
    const { data, layout } = coloured(view.figure, getComputedStyle(document.documentElement));
    figure.querySelector("output").textContent = view.reading;
    showTable(figure.querySelector("table"), view.table);
    return Plotly.react(plot, data, { ...layout, autosize: true }, { displayModeBar: false, responsive: true, scrollZoom: false });
  };
  let waiting = 0;
  form.addEventListener("input", () => {
    showSliderText(form);
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  });
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  showSliderText(form);
  await draw();
  figure.dataset.ready = "true";
}

function start(figure) {
  if (figure.dataset.started) return;
  figure.dataset.started = "true";
  bringToLife(figure).catch((error) => {
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
}

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
