// The path of a line through points, [x, y] in pixels, as plotly.js writes it for each shape that a line may have.

const TO_NEIGHBOUR = 0.25; // of the square of the distance: what plotly.js weighs a neighbour with
const GRAINS = 100; // in a pixel

export const PATHS = { linear: straight, hv: stepped, spline: curved };

function straight(points) {
  return `M${points.join("L")}`;
}

function stepped([first, ...others]) {
  return `M${first}${others.map(([x, y]) => `H${x}V${y}`).join("")}`;
}

/** A Catmull-Rom curve; one that ends where it began has no corner there. */
function curved(points, smoothing) {
  const isClosed = points.length > 1 && String(points[0]) === String(points.at(-1));
  const through = isClosed ? points.slice(1) : points;
  if (through.length < 3) return straight(through) + (isClosed ? "Z" : "");
  const handles = through.map((point, i) =>
    handlesOf(through.at(i - 1), point, through[(i + 1) % through.length], smoothing),
  );
  const to = (i) => `C${handles.at(i - 1)[1]} ${handles[i][0]} ${through[i]}`;
  const [, ...later] = through.keys();
  if (isClosed) return `M${through[0]}${later.map(to).join("")}${to(0)}Z`;
  const between = later.slice(1, -1).map(to).join("");
  return `M${through[0]}Q${handles[1][0]} ${through[1]}${between}Q${handles.at(-2)[1]} ${through.at(-1)}`;
}

/** The points that a curve bends to before and after a point of it. */
function handlesOf(previous, point, next, smoothing) {
  const [back, on] = [previous, next].map((other) => [other[0] - point[0], other[1] - point[1]]);
  const [far, near] = [on, back].map(([x, y]) => (x * x + y * y) ** TO_NEIGHBOUR);
  const handle = (sign, weight) =>
    point.map((at, axis) => {
      const bend = (far * far * back[axis] - near * near * on[axis]) * smoothing;
      const span = 3 * weight * (near + far);
      return Math.round((at + sign * (span && bend / span)) * GRAINS) / GRAINS;
    });
  return [handle(1, far), handle(-1, near)];
}
