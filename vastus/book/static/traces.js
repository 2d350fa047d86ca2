// What plotly.js drew of a trace, moved by hand: lines, surfaces, points and words, no more of them than have changed.
// points.js does so for marks, bars.js for bars.
//
// - The module of plotly.js that plots a trace sets the style of each of its nodes anew, which was most of a step. Here
//   style stays as it is, and a node whose point stands still is left alone.
// - plotly.js draws each piece of a line as a path. One path holds them all, looks the same, and is drawn in one go.
// - What is drawn in another way than here is known is left to plotly.js.

import { joinMarks, moveMarks, show } from "./points.js";
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
  const axes = [xaxis, yaxis];
  const scales = axes.map(scaleOf);
  const isKnown = trace.type === "scatter" && scales.every(Boolean);
  if (!isKnown || trace.error_x?.visible || trace.error_y?.visible) return false;
  const drawn = plot.calcdata[number][0].node3.node();
  const isMoved = trace.x !== before.x || trace.y !== before.y;
  const hasLine = trace.mode.includes("lines") || trace.fill !== "none";
  const hasMarks = trace.mode.includes("markers");
  const hasWords = trace.mode.includes("text");
  if (hasLine && isMoved && !moveLine(drawn, trace, scales)) return false;
  if (!hasWords && !(hasMarks && isMoved)) return true;
  const isInRange = layerClipId ? (point) => axes.every((axis) => isWithin(axis, point)) : () => true;
  const points = trace.x.map((x, i) => {
    const y = trace.y[i];
    const isSeen = isInRange({ x, y });
    return { at: [scales[0](x), scales[1](y)], isSeen, isMoved: x !== before.x[i] || y !== before.y[i] };
  });
  if (!points.every(isPlaced)) return false;
  if (hasMarks && isMoved && !moveMarks(partOf(drawn, "points").children, points)) return false;
  return !hasWords || moveWords(drawn, trace, points, before);
}

/** Draw each line of a drawing as one path, and so the marks of a trace. */
export function joinPieces(plot) {
  for (const [{ trace, node3 }] of plot.calcdata) {
    if (trace.type !== "scatter" || !node3) continue;
    const [line, ...others] = partOf(node3.node(), "lines").children;
    if (others.length > 0) line.setAttribute("d", [line, ...others].map((piece) => piece.getAttribute("d")).join(""));
    for (const piece of others) piece.remove();
    joinMarks(partOf(node3.node(), "points").children, trace);
  }
}

const GRAINS = 100; // in a pixel, as plotly.js has them

/** What gives the place on an axis, in pixels, of a value, or undefined of none; undefined for an axis of another type. */
function scaleOf(axis) {
  const { type, _m: perUnit, _b: start } = axis;
  const toPx = { category: axis.d2p, linear: (value) => Math.round((start + perUnit * value) * GRAINS) / GRAINS }[type];
  return toPx && ((value) => (value === null ? undefined : toPx(value)));
}

const isWithin = (axis, point) => axis.isPtWithinRange({ [axis._id[0]]: axis.r2c(point[axis._id[0]]) });

const isPlaced = ({ at }) => !at.includes(undefined);

function moveLine(drawn, trace, [across, up]) {
  const { shape = "linear", simplify, smoothing } = trace.line; // a surface by itself has none of them
  const pieces = piecesOf(trace.x.map(across), trace.y.map(up));
  const paths = pieces.map((piece) => PATHS[shape]?.(piece, smoothing));
  const lines = partOf(drawn, "lines").children;
  const surface = partOf(drawn, "fills")?.querySelector("path");
  if (!PATHS[shape] || simplify || trace.connectgaps || paths.length === 0) return false;
  if (trace.mode.includes("lines") && lines.length === 0) return false;
  if (trace.fill === "toself") surface.setAttribute("d", `${paths.join("Z")}Z`);
  else if (trace.fill === "tozeroy") surface.setAttribute("d", downTo(up(0), pieces, paths));
  else if (trace.fill !== "none") return false;
  lines[0]?.setAttribute("d", paths.join(""));
  for (const piece of [...lines].slice(1)) piece.remove();
  return true;
}

/** The points of a line, [x, y] in pixels, in pieces that end where one has no place. */
function piecesOf(across, up) {
  const pieces = [];
  let piece;
  across.forEach((x, i) => {
    if (x === undefined || up[i] === undefined) piece = undefined;
    else if (piece) piece.push([x, up[i]]);
    else pieces.push((piece = [[x, up[i]]]));
  });
  return pieces;
}

function downTo(nought, pieces, paths) {
  const [first, last] = [pieces[0][0], pieces.at(-1).at(-1)].map(([x]) => [x, nought]);
  return `M${last}L${first}L${paths.map((path) => path.slice(1)).join("L")}`;
}

function moveWords(drawn, trace, points, before) {
  const groups = partOf(drawn, "text").children;
  const isWritten = (_, i) => groups[i]?.firstElementChild && (!isNew("text", i) || isPlain(of(trace.text, i)));
  const isNew = (leaf, i) => of(trace[leaf], i) !== of(before[leaf], i);
  if (trace.mode !== "text" || groups.length !== points.length) return false;
  if (!points.every(isWritten)) return false;
  points.forEach(({ at, isSeen, isMoved }, i) => {
    const words = groups[i].firstElementChild;
    const isRewritten = isNew("text", i);
    const isReset = isRewritten && write(words, of(trace.text, i));
    if (isReset || isNew("textposition", i)) turn(groups[i], words, trace, i);
    if (isReset || isMoved) place(words, ...at);
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

/** The lines, fills, points or text of a drawn trace. */
function partOf(drawn, name) {
  return [...drawn.children].find(({ classList }) => classList.contains(name));
}

/** What a leaf of a trace says of one of its points. */
const of = (leaf, i) => (Array.isArray(leaf) ? leaf[i] : leaf);
