// The cheapest right update of a drawn panel: the traces that changed are drawn again, and nothing else.
//
// - Plotly.react works out defaults, axes, legend and margins anew, which is nine tenths of its time. A change of place,
//   text or look touches none of them; vastus/explorer/redraw.py says which changes those are.
// - So the new values go where plotly.js keeps its own. traces.js and bars.js move what was drawn; where they
//   cannot, the module of the trace's type plots the trace.
// - Lines joined by a filled surface are plotted together, and so are the bars of a pair of axes, which may stand on each
//   other. A note has no such module: its words are set here, and put where plotly.js puts them.
// - Names with an underscore are plotly.js's own and may be others in another version; tests compare the picture with
//   react's for every explorer.

import { moveBars } from "./bars.js";
import { put } from "./frames.js";
import { moveTrace } from "./traces.js";
import { place, write } from "./words.js";

export { joinPieces } from "./traces.js";

const NEXT = /^tonext/;
const SHARES = { left: 0, center: 0.5, right: 1, top: 0, middle: 0.5, bottom: 1 }; // of a note's size before its anchor

/** Bring changes of a panel, { path, kind, value }, into its drawing; false, nothing drawn, where that takes react. */
export function nudge(plot, changes) {
  for (const { path, value } of changes) put(plot, path, value);
  const changed = new Set(changes.filter(({ path }) => path[0] === "data").map(({ path }) => path[1]));
  const shown = [...changed].filter((number) => plot.data[number].visible !== false);
  if (!shown.every((number) => plot._fullData[number].visible && lengthOf(plot.data[number]))) return false;
  const before = new Map(shown.map((number) => [number, drawnOf(plot._fullData[number])]));
  for (const { path, value } of changes) {
    if (path[0] === "data") put(plot._fullData[path[1]], path.slice(2), value);
    else writeNote(plot, path[2], value);
  }
  const restyled = new Set(changes.filter(({ kind }) => kind === "look").map(({ path }) => path[1]));
  const left = shown.filter((number) => restyled.has(number) || !moveTrace(plot, number, before.get(number)));
  if (left.length === 0) return true;
  for (const together of groups(plot)) {
    if (!together.some((number) => left.includes(number))) continue;
    drawTraces(plot, together, together.some((number) => restyled.has(number)));
  }
  return true;
}

const drawnOf = ({ x, y, text, textposition }) => ({ x, y, text, textposition });

const lengthOf = ({ x, y }) => Math.min(x?.length ?? Infinity, y?.length ?? Infinity);

/** The numbers of the traces on show, in groups that can only be plotted together. */
function groups(plot) {
  const bars = new Map();
  const lines = new Map();
  plot._fullData.forEach((trace, number) => {
    if (!trace.visible || !trace._length) return;
    const axes = trace.xaxis + trace.yaxis;
    const last = trace.type === "bar" ? bars.get(axes) : NEXT.test(trace.fill) && lines.get(axes)?.at(-1);
    if (last) last.push(number);
    else if (trace.type === "bar") bars.set(axes, [number]);
    else lines.set(axes, [...(lines.get(axes) ?? []), [number]]);
  });
  return [...bars.values(), ...[...lines.values()].flat()];
}

function drawTraces(plot, numbers, isRestyled) {
  const before = numbers.map((number) => plot.calcdata[number]);
  const points = numbers.map((number) => calculated(plot, number));
  const { _module: module, xaxis, yaxis } = points[0][0].trace;
  const subplot = plot._fullLayout._plots[xaxis + yaxis];
  if (module.name === "bar") {
    module.crossTraceCalc(plot, subplot);
    if (!isRestyled && moveBars(plot, subplot, points, before)) return;
    module.plot(plot, subplot, points, subplot.plot.select(".barlayer"));
    for (const trace of points) module.styleOnSelect(plot, trace, trace[0].node3);
  } else {
    // with the options of a transition, be it of no time, the traces that are not named stay
    module.plot(plot, subplot, points, subplot.plot.select(".scatterlayer"), { duration: 0 });
  }
  for (const [{ node3, trace }] of points) node3.style("opacity", trace.opacity);
}

/** What plotly.js keeps of each point of a trace, worked out again. */
function calculated(plot, number) {
  const trace = plot._fullData[number];
  const { t, node3 } = plot.calcdata[number][0];
  trace._length = lengthOf(trace);
  const points = trace._module.calc(plot, trace);
  Object.assign(points[0], { trace, t, node3 });
  for (const letter of ["x", "y"]) {
    const error = trace[`error_${letter}`];
    if (!error?.visible) continue;
    points.forEach((point, i) => {
      point[`${letter}s`] = point[letter] - (error.arrayminus ?? error.array)[i];
      point[`${letter}h`] = point[letter] + error.array[i];
    });
  }
  return (plot.calcdata[number] = points);
}

/** Set the words of a note, and put them where plotly.js puts them: a note has no arrow and is as wide as its words. */
function writeNote(plot, number, text) {
  const words = plot.querySelector(`.annotation[data-index="${number}"] .annotation-text`);
  if (!words) return;
  const note = plot._fullLayout.annotations[number];
  write(words, text);
  place(words, 0, 0);
  const box = words.getBBox();
  const edge = note.borderwidth + note.borderpad;
  place(words, edge - box.x, edge - box.y);
  const [width, height] = [box.width, box.height].map((side) => Math.round(side + 2 * edge));
  const ground = words.parentElement.querySelector(".bg");
  ground.setAttribute("width", width - note.borderwidth);
  ground.setAttribute("height", height - note.borderwidth);
  const { x, y } = anchorOf(plot, note);
  const left = Math.round(x - width * SHARES[note.xanchor]);
  const top = Math.round(y - height * SHARES[note.yanchor]);
  words.parentElement.setAttribute("transform", `translate(${left},${top})`);
}

/** The point of the drawing, in pixels, that a note's anchor stands at. */
function anchorOf(plot, note) {
  const { l, t, w, h } = plot._fullLayout._size;
  const axisOf = (ref) => plot._fullLayout[ref.replace(/^[xy]/, "$&axis")];
  const across = axisOf(note.xref);
  const up = axisOf(note.yref);
  return {
    x: (across ? across._offset + across.r2p(note.x) : l + w * note.x) + note.xshift,
    y: (up ? up._offset + up.r2p(note.y) : t + h * (1 - note.y)) - note.yshift,
  };
}
