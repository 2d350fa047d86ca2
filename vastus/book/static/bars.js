// Bars that plotly.js drew, moved by hand: those of a pair of axes, no more of them than have changed.
//
// - Where each begins and ends, and on which it stands, plotly.js has worked out before; here it is drawn.
// - A bar with words in it, a border, round corners, whiskers or a colour that shines through is left to plotly.js, which
//   draws it in another way, and so are bars without a gap.

const EDGES = ["s0", "s1", "p0", "p1"];
const THIN_PX = 2; // what is thinner is drawn on whole pixels, so that it is seen
const IS_OPAQUE = /^(#[\da-f]{6}|rgb\(.*\))$/i;

/** Move bars from where plotly.js had them `before` to where it has them now; false where that takes plotly.js itself. */
export function moveBars(plot, { xaxis, yaxis }, traces, before) {
  const { bargap, barcornerradius } = plot._fullLayout;
  if (bargap === 0 || barcornerradius || !traces.every(([{ trace }]) => isPlain(trace))) return false;
  const drawn = traces.map(([{ node3 }]) => node3.node().querySelectorAll(".point > path"));
  if (!traces.every(({ length }, i) => drawn[i].length === length)) return false;
  traces.forEach((points, i) => {
    const isAcross = points[0].trace.orientation === "h";
    const [along, aside] = isAcross ? [xaxis, yaxis] : [yaxis, xaxis];
    points.forEach((point, bar) => {
      if (EDGES.every((edge) => point[edge] === before[i][bar][edge])) return;
      const length = ends(along.c2p(point.s0, true), along.c2p(point.s1, true), true);
      const width = ends(aside.c2p(point.p0, true), aside.c2p(point.p1, true), false);
      const [[x0, x1], [y0, y1]] = isAcross ? [length, width] : [width, length];
      drawn[i][bar].setAttribute("d", `M${x0},${y0}V${y1}H${x1}V${y0}Z`);
    });
  });
  return true;
}

function isPlain({ text, texttemplate, marker, error_x: across, error_y: up }) {
  const colours = [marker.color].flat();
  const isBare = !text && !texttemplate && !marker.line?.width && !marker.cornerradius;
  return isBare && !across?.visible && !up?.visible && colours.every((colour) => IS_OPAQUE.test(colour));
}

/** The two ends of a bar in one direction; in that of its length it may have none. */
function ends(from, to, mayVanish) {
  const start = end(from, to, mayVanish);
  return [start, end(to, start, mayVanish)];
}

function end(at, other, mayVanish) {
  if (Math.abs(at - other) >= THIN_PX || (mayVanish && at === other)) return at;
  return at > other ? Math.ceil(at) : Math.floor(at);
}
