// The stage of an explorer: on a phone one panel at a time.
//
// - A drawing higher than its panel scrolls in it; its axis stays at the edge, and what a control changed comes in sight.
// - The axis that stays is the drawing's own, shown a second time where the first has scrolled away.
// - On a phone on its side the controls pass beside the stage. A browser brings the control that a key reaches to the
//   middle of the window, and the stage's foot with the headline could hang below it: then the stage is brought whole.

const SVG = "http://www.w3.org/2000/svg";
const AIR_PX = 24; // around what changed
const TOUCHING_PX = 2;

/** Where one panel is shown at a time; explorer.css says the same. */
export const ONE_AT_A_TIME = matchMedia("(max-width: 40rem), (max-height: 30rem)");

const ON_ITS_SIDE = matchMedia("(min-width: 40.01rem) and (max-height: 30rem)");

/** Keep the whole stage in sight while keys go through the controls beside it. */
export function keepStage(figure) {
  const stage = figure.querySelector("[data-stage]");
  const work = stage.parentElement;
  work.addEventListener("focusin", ({ target }) => {
    if (!ON_ITS_SIDE.matches || !target.matches(":focus-visible")) return;
    requestAnimationFrame(() => {
      const edge = parseFloat(getComputedStyle(stage).top); // where the stage sticks
      const { top, bottom } = work.getBoundingClientRect();
      const { top: upper, bottom: lower } = target.getBoundingClientRect();
      const seen = upper > edge && lower < innerHeight;
      const middle = (upper + lower) / 2 - (edge + innerHeight) / 2;
      const [least, most] = [top - edge, bottom - edge - stage.offsetHeight];
      scrollBy({ top: Math.min(Math.max(seen ? 0 : middle, least), most) });
    });
  });
}

/** Whether the panel of a drawing is shown: told by attributes, for a browser that is asked works out the page first. */
export function isInFront(plot) {
  return !ONE_AT_A_TIME.matches || plot.parentElement.hasAttribute("data-front");
}

/** Bring a panel forward. */
export function bringForward(figure, number) {
  if (figure.querySelector("[data-front]").dataset.panel === String(number)) return;
  for (const panel of figure.querySelectorAll("[data-panel]")) {
    panel.toggleAttribute("data-front", Number(panel.dataset.panel) === number);
  }
  for (const tab of figure.querySelectorAll("[data-tab]")) {
    tab.setAttribute("aria-pressed", Number(tab.dataset.tab) === number);
  }
}

/** After a drawing: where it is higher than its panel, keep its axes in sight. */
export function keepAxes(plot) {
  const panel = plot.parentElement;
  const size = `${plot.offsetWidth} ${plot.offsetHeight} ${panel.clientHeight}`;
  if (panel.dataset.size === size) return;
  panel.dataset.size = size;
  panel.querySelectorAll("[data-axis]").forEach((axis) => axis.remove());
  panel.removeAttribute("tabindex");
  if (plot.offsetHeight <= panel.clientHeight + TOUCHING_PX) return;
  panel.tabIndex = 0; // so that its keys scroll it
  const { above, below } = axes(plot);
  if (above) plot.before(again(plot, above, { top: 0, marginTop: `${above.from}px`, marginBottom: `${-above.to}px` }));
  if (below) plot.after(again(plot, below, { bottom: 0, marginTop: `${below.from - below.to}px` }));
}

/** The strips above and below a drawing's data that hold its x axes or the heads of its columns, as { from, to } in px. */
function axes(plot) {
  const { _size: size, height, meta } = plot._fullLayout;
  const boxes = [...plot.querySelectorAll(".xaxislayer-above, [class^=g-x][class$=title]")]
    .map((layer) => layer.getBBox())
    .filter((box) => box.height > 0);
  const upper = boxes.filter((box) => box.y + box.height <= size.t + TOUCHING_PX);
  const lower = boxes.filter((box) => box.y >= size.t + size.h - TOUCHING_PX);
  const heads = meta?.heads?.map((share) => share * height);
  const [from, to] = heads ?? [Math.min(...upper.map((box) => box.y)) - TOUCHING_PX, size.t];
  return {
    above: Number.isFinite(from) && { from, to },
    below: lower.length > 0 && { from: size.t + size.h, to: height },
  };
}

let named = 0;

/** A strip of a drawing, shown again. */
function again(plot, { from, to }, style) {
  const { width } = plot._fullLayout;
  const strip = document.createElementNS(SVG, "svg");
  strip.setAttribute("data-axis", "");
  strip.setAttribute("aria-hidden", "true");
  strip.setAttribute("viewBox", `0 ${from} ${width} ${to - from}`);
  Object.assign(strip.style, { ...style, width: `${width}px`, height: `${to - from}px` });
  for (const drawing of plot.querySelectorAll(".main-svg")) {
    drawing.id ||= `vastus-drawing-${++named}`;
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `#${drawing.id}`);
    strip.append(use);
  }
  return strip;
}

/** Scroll a panel no further than needed to what changed; where more changed than it shows, to what has moved. */
export function bringInSight(plot, data, changes) {
  const panel = plot.parentElement;
  const changed = panel.tabIndex === 0 ? touched(plot, data, changes) : [];
  if (changed.length === 0) return;
  const [above, below] = ["top", "bottom"].map((edge) =>
    [...panel.querySelectorAll("[data-axis]")].reduce((px, axis) => px + (axis.style[edge] ? axis.clientHeight : 0), 0),
  );
  const from = panel.scrollTop + above;
  const to = panel.scrollTop + panel.clientHeight - below;
  const first = Math.min(...changed.map(({ height }) => height)) - AIR_PX;
  const last = Math.max(...changed.map(({ height }) => height)) + AIR_PX;
  const fits = last - first <= to - from;
  if (!fits && !changed.some(({ moved }) => moved) && changed.some(({ height }) => height > from && height < to)) return;
  if (first < from || !fits) panel.scrollTop += first - from;
  else if (last > to) panel.scrollTop += last - to;
}

/** The points of a drawing that changes touch: their heights in it, in px, and whether they have moved. */
function touched(plot, data, changes) {
  return data.flatMap((trace, number) => {
    const own = changes.filter(({ path, before }) => path[0] === "data" && path[1] === number && before !== undefined);
    if (own.length === 0) return [];
    const axis = plot._fullLayout[(trace.yaxis ?? "y").replace("y", "yaxis")];
    const differs = (point) => own.some(({ value, before }) => at(value, point) !== at(before, point));
    const moved = (point) => own.some(({ path, value, before }) => path[2] === "y" && value[point] !== before[point]);
    const found = (y, point) => ({ height: axis._offset + axis.d2p(y), moved: moved(point) });
    return (trace.y ?? []).flatMap((y, point) => (y !== null && differs(point) ? [found(y, point)] : []));
  });
}

/** What a leaf says of one point. */
function at(leaf, point) {
  return Array.isArray(leaf) ? leaf[point] : leaf;
}
