// Draws outlines of both channels, with windows and marks over them, as SVG that prints and follows the theme.
//
// ``picture`` is ``{ fromMs, toMs, channels: [{ name, low, high }], windows: [{ kind, fromMs, toMs }], marks }``; a mark
// is ``{ ms, muscle, words }``. A window with ``move`` can be dragged, by an edge or as a whole: ``move(fromMs, toMs)`` is
// told where to. Its grips stand at its edges, or outside them where it is too narrow to take hold of each.

const NAMESPACE = "http://www.w3.org/2000/svg";
const MUSCLES = ["vm", "vl"];
const [LEFT, RIGHT, TOP, FOOT] = [34, 8, 6, 22];
const ROW = 84;
const REACH_PX = 22;
const SHORTEST_MS = 50;

export function columnsOf(svg) {
  return Math.max(60, Math.round(svg.clientWidth || 320) - LEFT - RIGHT);
}

export function draw(svg, { fromMs, toMs, channels, windows = [], marks = [], words }) {
  const columns = channels[0].low.length;
  const width = columns + LEFT + RIGHT;
  const height = TOP + ROW * channels.length + FOOT;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", height);
  svg.setAttribute("aria-label", words);
  const toX = (ms) => LEFT + ((ms - fromMs) / (toMs - fromMs)) * columns;
  const parts = [];
  for (const { kind, fromMs: start, toMs: end } of windows) {
    const [x, right] = [toX(Math.max(start, fromMs)), toX(Math.min(end, toMs))];
    parts.push(part("rect", { class: `is-${kind}`, x, y: TOP, width: Math.max(0, right - x), height: ROW * channels.length }));
  }
  channels.forEach(({ name, low, high }, row) => {
    const [lowest, highest] = [Math.min(0, ...low), Math.max(...high)];
    const scale = (ROW - 10) / (highest - lowest || 1);
    const toY = (value) => TOP + ROW * row + 5 + (highest - value) * scale;
    const up = Array.from(high, (value, at) => `${LEFT + at},${toY(value).toFixed(1)}`);
    const down = Array.from(low, (value, at) => `${LEFT + at},${(toY(value) + 0.8).toFixed(1)}`).reverse();
    parts.push(part("polygon", { class: `is-${MUSCLES[row]}`, points: [...up, ...down].join(" ") }));
    parts.push(part("text", { class: `names-${MUSCLES[row]}`, x: 0, y: TOP + ROW * row + ROW / 2 + 4 }, name));
  });
  for (const { ms, muscle } of marks) {
    if (!(ms >= fromMs && ms <= toMs)) continue;
    const y = TOP + ROW * MUSCLES.indexOf(muscle);
    parts.push(part("line", { class: "is-onset", x1: toX(ms), x2: toX(ms), y1: y, y2: y + ROW }));
  }
  for (const ms of ticks(fromMs, toMs, columns)) {
    const text = toMs - fromMs > 5000 ? `${ms / 1000} s` : `${ms} ms`;
    parts.push(part("line", { class: "is-tick", x1: toX(ms), x2: toX(ms), y1: height - FOOT, y2: height - FOOT + 4 }));
    parts.push(part("text", { class: "is-tick", x: toX(ms), y: height - 5, "text-anchor": "middle" }, text));
  }
  const movable = windows.filter(({ move }) => move);
  for (const window of movable) {
    const [first, , last] = gripsOf(window, toX);
    const y = TOP + (ROW * channels.length) / 2;
    for (const { x } of [first, last]) parts.push(part("circle", { class: `grips-${window.kind}`, cx: x, cy: y, r: 7 }));
  }
  svg.replaceChildren(...parts);
  svg.vastusDrag = { movable, toX, msPerPx: (toMs - fromMs) / columns };
}

/** Where a window is taken hold of: what moves then, and at which x. */
function gripsOf({ fromMs, toMs }, toX) {
  const [left, right] = [toX(fromMs), toX(toMs)];
  const out = Math.max(0, REACH_PX - (right - left) / 2);
  return [
    { moves: "from", x: left - out },
    { moves: "both", x: (left + right) / 2 },
    { moves: "to", x: right + out },
  ];
}

/** Let windows be dragged; ``release`` is called when one has been let go. */
export function makeDraggable(svg, release) {
  let dragged = null;
  const xOf = (event) => {
    const box = svg.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
  };
  svg.addEventListener("pointerdown", (event) => {
    const x = xOf(event);
    const { movable = [], toX } = svg.vastusDrag ?? {};
    const within = movable.filter(({ fromMs, toMs }) => toX(fromMs) <= x && x <= toX(toMs));
    const grips = [
      ...movable.flatMap((window) => gripsOf(window, toX).map((grip) => ({ window, ...grip, off: Math.abs(grip.x - x) }))),
      ...within.map((window) => ({ window, moves: "both", off: REACH_PX })),
    ];
    const nearest = grips.sort((one, other) => one.off - other.off)[0];
    if (!nearest || nearest.off > REACH_PX) return;
    dragged = { ...nearest, at: x };
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const { fromMs, toMs, move } = dragged.window;
    const byMs = (xOf(event) - dragged.at) * svg.vastusDrag.msPerPx;
    if (dragged.moves === "both") move(fromMs + byMs, toMs + byMs);
    else if (dragged.moves === "from") move(Math.min(fromMs + byMs, toMs - SHORTEST_MS), toMs);
    else move(fromMs, Math.max(toMs + byMs, fromMs + SHORTEST_MS));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, () => {
      if (dragged) release();
      dragged = null;
    });
  }
}

/** Delays of trials as a row of bars, the measured delay as a line. */
export function drawDelays(svg, delaysMs, delayMs, words) {
  const [low, high, step] = [-100, 100, 5];
  const width = columnsOf(svg) + LEFT + RIGHT;
  const height = 120;
  const toX = (ms) => LEFT + ((Math.min(Math.max(ms, low), high) - low) / (high - low)) * (width - LEFT - RIGHT);
  const bars = new Array((high - low) / step).fill(0);
  for (const ms of delaysMs) {
    if (!Number.isNaN(ms)) bars[Math.min(bars.length - 1, Math.max(0, Math.floor((ms - low) / step)))]++;
  }
  const most = Math.max(...bars, 1);
  const side = delayMs >= 0 ? 1 : -1;
  const parts = bars.map((count, at) => {
    const beyond = side * (low + step * (at + 0.5)) >= side * delayMs;
    const tall = (count / most) * (height - FOOT - TOP);
    const place = { x: toX(low + step * at), y: height - FOOT - tall, width: toX(low + step) - toX(low) - 1, height: tall };
    return part("rect", { class: beyond ? "is-beyond" : "is-trials", ...place });
  });
  parts.push(part("line", { class: "is-onset", x1: toX(delayMs), x2: toX(delayMs), y1: TOP, y2: height - FOOT }));
  for (const ms of [-100, -50, 0, 50, 100]) {
    const text = `${ms < 0 ? "−" : ""}${Math.abs(ms)}${ms === 100 ? " ms" : ""}`;
    parts.push(part("text", { class: "is-tick", x: toX(ms), y: height - 5, "text-anchor": ms === 100 ? "end" : "middle" }, text));
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", height);
  svg.setAttribute("aria-label", words);
  svg.replaceChildren(...parts);
}

function ticks(fromMs, toMs, columns) {
  const wanted = (toMs - fromMs) / Math.max(2, Math.floor(columns / 60));
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= wanted);
  const found = [];
  for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) found.push(ms);
  return found;
}

function part(name, attributes, text = null) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== null) {
    element.textContent = text;
    element.setAttribute("aria-hidden", "true"); // the picture's label says it
  }
  return element;
}
