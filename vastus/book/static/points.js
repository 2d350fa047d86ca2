// The marks of a trace that plotly.js drew, joined and moved by hand.
//
// - plotly.js draws each mark as a path, and puts it in its place. Marks that look alike are drawn here as one path, in
//   one go: where they overlap, or shine through, they look as plotly.js has them, whose traces shine through as a whole.
// - The shape of a mark is kept in steps from its middle, so that a place before it is all that it takes.

const STEP = /([a-z])([^a-z]*)/gi;
const NUMBER = /-?[\d.]+/g;
const GRAINS = 1000; // in a pixel
const shapes = new WeakMap(); // paths of joined marks to the shape of one

/** Draw the marks of a trace as one path, where they look alike. */
export function joinMarks(marks, trace) {
  const [first, ...others] = marks;
  const shape = others.length > 0 && areAlike(trace.marker) && shapeOf(first.getAttribute("d"));
  if (!shape || [...marks].some((mark) => mark.hasAttribute("display"))) return;
  const places = [...marks].map((mark) => mark.getAttribute("transform").match(NUMBER));
  for (const mark of others) mark.remove();
  shapes.set(first, shape);
  first.removeAttribute("transform");
  first.setAttribute("d", joined(shape, places));
}

/** Move marks to points, { at, isSeen, isMoved }; false where they were drawn in another way than here is known. */
export function moveMarks(marks, points) {
  if (marks.length === 1 && points.length > 1) {
    const seen = points.filter(({ isSeen }) => isSeen).map(({ at }) => at);
    marks[0].setAttribute("d", joined(shapes.get(marks[0]), seen));
    return true;
  }
  if (marks.length !== points.length) return false;
  points.forEach(({ at, isSeen, isMoved }, i) => {
    if (!isMoved) return;
    marks[i].setAttribute("transform", `translate(${at})`);
    show(marks[i], isSeen);
  });
  return true;
}

export function show(element, isSeen) {
  if (isSeen) element.removeAttribute("display");
  else element.setAttribute("display", "none");
}

const joined = (shape, places) => places.map((at) => `M${at}${shape}`).join("");

function areAlike({ color, symbol, size, opacity, line }) {
  const looks = [color, symbol, size, opacity, line.color, line.width];
  const isOneColour = !line.width || line.color === color || /-open$/.test(symbol);
  return isOneColour && (opacity ?? 1) === 1 && !looks.some(Array.isArray);
}

/** A path with each step told from the end of the one before; undefined where it has steps of another kind. */
function shapeOf(path) {
  const steps = [];
  let at = [0, 0];
  let start = at;
  for (const [, letter, text] of path.matchAll(STEP)) {
    const numbers = text.match(NUMBER)?.map(Number) ?? [];
    const [first, second] = numbers;
    const [x, y] = at;
    const given = { M: numbers, L: numbers, A: numbers.slice(5), H: [first, y], V: [x, first], Z: start };
    const end = letter === "l" ? [x + first, y + second] : given[letter];
    if (!end) return undefined;
    const step = end.map((place, axis) => Math.round((place - at[axis]) * GRAINS) / GRAINS);
    if (letter === "A") steps.push(`a${[...numbers.slice(0, 5), ...step]}`);
    else steps.push({ M: `m${step}`, Z: "z" }[letter] ?? `l${step}`);
    if (letter === "M") start = end;
    at = end;
  }
  return steps.join("");
}
