// What plotly.js drew of a trace, moved by hand: lines, surfaces, points and words, no more of them than have changed.
//
// - The module of plotly.js that plots a trace sets the style of each of its nodes anew, which was most of a step. Here
//   style stays as it is, and a node whose point stands still is left alone.
// - plotly.js draws each piece of a line as a path. One path holds them all, looks the same, and is drawn in one go.
// - What is drawn in another way than here is known is left to plotly.js.

import { PATHS } from "./paths.js";
import { heightEm, isPlain, linesOf, place, write } from "./words.js";

const MIDDLE_EM = 0.75; // from the line that letters stand on to where plotly.js has their middle
const SIDES = { top: -1, middle: 0, bottom: 1 };
const ANCHORS = { left: "end", center: "middle", right: "start" };

/**
 * Bring the drawing of a trace from what it was `before`, { x, y, text, textposition }, to what plotly.js now knows of
 * it; false where that takes plotly.js itself.
 */
export function moveTrace(plot, number, before) {
  const trace = plot._fullData[number];
  const { xaxis, yaxis, layerClipId } = plot._fullLayout._plots[trace.xaxis + trace.yaxis];
  const isKnown = trace.type === "scatter" && [xaxis, yaxis].every(({ type }) => type === "linear");
  if (!isKnown || trace.error_x?.visible || trace.error_y?.visible) return false;
  const points = trace.x.map((x, i) => {
    const y = trace.y[i];
    const isSeen = !layerClipId || [xaxis, yaxis].every((axis) => axis.isPtWithinRange({ x, y }));
    return { at: [xaxis.c2p(x), yaxis.c2p(y)], isSeen, isMoved: x !== before.x[i] || y !== before.y[i] };
  });
  const drawn = plot.calcdata[number][0].node3.node();
  const isMoved = trace.x !== before.x || trace.y !== before.y;
  const hasLine = trace.mode.includes("lines") || trace.fill !== "none";
  if (hasLine && isMoved && !moveLine(drawn, trace, points, yaxis.c2p(0))) return false;
  if (trace.mode.includes("markers") && isMoved && !moveMarks(drawn, points)) return false;
  return !trace.mode.includes("text") || moveWords(drawn, trace, points, before);
}

/** Draw each line of a drawing as one path. */
export function joinPieces(plot) {
  for (const { children } of plot.querySelectorAll(".scatterlayer .lines")) {
    const [line, ...others] = children;
    if (others.length === 0) continue;
    line.setAttribute("d", [...children].map((piece) => piece.getAttribute("d")).join(""));
    for (const piece of others) piece.remove();
  }
}

const isPlaced = ({ at }) => !at.includes(undefined);

function moveLine(drawn, trace, points, nought) {
  const { shape = "linear", simplify, smoothing } = trace.line; // a surface by itself has none of them
  const paths = piecesOf(points).map((piece) => PATHS[shape]?.(piece, smoothing));
  const lines = drawn.querySelector(":scope > .lines").children;
  const surface = drawn.querySelector(":scope > .fills path");
  if (!PATHS[shape] || simplify || trace.connectgaps || paths.length === 0) return false;
  if (trace.mode.includes("lines") && lines.length === 0) return false;
  if (trace.fill === "toself") surface.setAttribute("d", `${paths.join("Z")}Z`);
  else if (trace.fill === "tozeroy") surface.setAttribute("d", downTo(nought, points, paths));
  else if (trace.fill !== "none") return false;
  lines[0]?.setAttribute("d", paths.join(""));
  for (const piece of [...lines].slice(1)) piece.remove();
  return true;
}

/** The places of points, in pieces that end where a point has none. */
function piecesOf(points) {
  const pieces = [];
  let piece;
  for (const point of points) {
    if (!isPlaced(point)) piece = undefined;
    else if (piece) piece.push(point.at);
    else pieces.push((piece = [point.at]));
  }
  return pieces;
}

function downTo(nought, points, paths) {
  const placed = points.filter(isPlaced);
  const [first, last] = [placed[0], placed.at(-1)].map(({ at: [x] }) => [x, nought]);
  return `M${last}L${first}L${paths.map((path) => path.slice(1)).join("L")}`;
}

function moveMarks(drawn, points) {
  const marks = drawn.querySelector(":scope > .points").children;
  if (marks.length !== points.length || !points.every(isPlaced)) return false;
  points.forEach(({ at, isSeen, isMoved }, i) => {
    if (!isMoved) return;
    marks[i].setAttribute("transform", `translate(${at})`);
    show(marks[i], isSeen);
  });
  return true;
}

function moveWords(drawn, trace, points, before) {
  const groups = drawn.querySelector(":scope > .text").children;
  const isWritten = (_, i) => groups[i]?.firstElementChild && of(trace.text, i) && isPlain(of(trace.text, i));
  if (trace.mode !== "text" || groups.length !== points.length) return false;
  if (!points.every(isPlaced) || !points.every(isWritten)) return false;
  points.forEach(({ at, isSeen, isMoved }, i) => {
    const words = groups[i].firstElementChild;
    const isNew = (leaf) => of(trace[leaf], i) !== of(before[leaf], i);
    const isRewritten = isNew("text");
    if (isRewritten) write(words, of(trace.text, i));
    if (isRewritten || isNew("textposition")) turn(groups[i], words, trace, i);
    if (isRewritten || isMoved) place(words, ...at);
    if (isMoved) show(groups[i], isSeen);
  });
  return true;
}

/** Put the words of a point on the side of it that they belong to. */
function turn(group, words, trace, i) {
  const [height, side] = of(trace.textposition, i).split(" ");
  const lines = heightEm(linesOf(of(trace.text, i)).length);
  const down = of(trace.textfont.size, i) * (MIDDLE_EM + ((SIDES[height] - 1) * lines) / 2);
  words.setAttribute("text-anchor", ANCHORS[side]);
  group.setAttribute("transform", `translate(0,${down})`);
}

/** What a leaf of a trace says of one of its points. */
const of = (leaf, i) => (Array.isArray(leaf) ? leaf[i] : leaf);

function show(element, isSeen) {
  if (isSeen) element.removeAttribute("display");
  else element.setAttribute("display", "none");
}
