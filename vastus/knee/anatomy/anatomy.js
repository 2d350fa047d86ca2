/* Lets a reader choose a part of the drawing by a tap, and shows the part chosen.

   - The figure stands complete in the page, written by vastus/knee/anatomy/html.py: layers and parts are native
     inputs, the layers work by style sheet alone. This module adds no words of its own.
   - A tap on a part chooses its radio button; Tab and the arrow keys reach the same buttons.
   - The part chosen gets its contour drawn once more on top of all, so that it shows even where others cover it.
   - Where a reader draws a border of the VMO, a line runs between two points of the muscle's edges: a pointer draws it on
     the picture, two sliders move its ends. The borders of the criteria are shown only after that.
   - In Jupyter anywidget calls `render`, for drawings without parts too, which stay as they are; on a page the figures
     are there already and come to life at the end. */

const CONTOURS = ":scope > .outline, :scope > .line, :scope > .whole > .outline";

function mark(drawing, id) {
  for (const old of drawing.querySelectorAll("path.chosen")) old.remove();
  for (const label of drawing.querySelectorAll("[data-for]")) {
    label.classList.toggle("chosen", label.dataset.for === id);
  }
  const labels = drawing.querySelector(".labels");
  for (const path of drawing.querySelector(`[data-part="${id}"]`).querySelectorAll(CONTOURS)) {
    const copy = path.cloneNode();
    copy.setAttribute("class", "chosen");
    labels.before(copy);
  }
}

const NEAR_PX = 24; // of an end of the line, for a finger that wants to move that end

function area(points) {
  return Math.abs(points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length];
    return sum + x * nextY - y * nextX;
  }, 0)) / 2;
}

function letDraw(figure, drawing) {
  const borders = drawing.querySelector(".borders");
  const muscle = drawing.querySelector('[data-part="vastus-medialis"]');
  const edges = [borders.dataset.outer, borders.dataset.inner].map((text) => {
    const numbers = text.split(" ").map(Number);
    return Array.from({ length: numbers.length / 2 }, (_, at) => numbers.slice(2 * at, 2 * at + 2));
  });
  const sliders = ["outer", "inner"].map((name) => figure.querySelector(`input[name="border-${name}"]`));
  const [own, compare, again] = ["own", "compare", "again"].map((name) => figure.querySelector(`[data-${name}]`));
  const layer = figure.querySelector('input[name="border"]');

  const ends = () => sliders.map((slider, edge) => edges[edge][slider.value]);
  function draw() {
    const [outer, inner] = ends();
    borders.querySelector(".own").setAttribute("d", `M${outer.join(" ")} ${inner.join(" ")}`);
    const below = [...edges[0].slice(sliders[0].value), ...edges[1].slice(sliders[1].value).reverse()];
    const share = (100 * area(below)) / area([...edges[0], ...[...edges[1]].reverse()]);
    own.querySelector("[data-share]").textContent = Math.round(share);
    own.hidden = compare.disabled = false;
    for (const slider of sliders) {
      const percent = Math.round((100 * slider.value) / slider.max);
      slider.setAttribute("aria-valuetext", slider.dataset.valuetext.replace("{}", percent));
    }
  }

  // In the units of the drawing.
  const place = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
  const apart = ([x, y], point) => Math.hypot(x - point.x, y - point.y);
  const nearest = (edge, point) =>
    edges[edge].reduce((best, here, at) => (apart(here, point) < apart(edges[edge][best], point) ? at : best), 0);

  let moving; // the edge whose end follows the pointer
  drawing.addEventListener("pointerdown", (event) => {
    if (!layer.checked || !(muscle.contains(event.target) || borders.contains(event.target))) return;
    event.preventDefault();
    const point = place(event);
    const near = NEAR_PX / drawing.getScreenCTM().a;
    const held = compare.disabled ? -1 : ends().findIndex((end) => apart(end, point) < near);
    if (held >= 0) moving = held;
    else {
      const from = [0, 1].map((edge) => apart(edges[edge][nearest(edge, point)], point));
      const start = from[0] < from[1] ? 0 : 1;
      moving = 1 - start;
      sliders[start].value = nearest(start, point);
      sliders[moving].value = nearest(moving, point);
    }
    drawing.setPointerCapture(event.pointerId);
    draw();
  });
  // A finger that draws does not scroll; touch-action would say so only for the whole picture.
  drawing.addEventListener("touchstart", (event) => moving !== undefined && event.preventDefault(), { passive: false });
  drawing.addEventListener("pointermove", (event) => {
    if (moving === undefined) return;
    sliders[moving].value = nearest(moving, place(event));
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    drawing.addEventListener(name, () => (moving = undefined));
  }
  for (const slider of sliders) slider.addEventListener("input", draw);
  compare.addEventListener("click", () => {
    figure.dataset.compared = "true";
    [compare.hidden, again.hidden] = [true, false];
    again.focus();
  });
  again.addEventListener("click", () => {
    delete figure.dataset.compared;
    [compare.hidden, again.hidden] = [false, true];
    sliders[0].focus();
  });
}

function bring(figure) {
  if (figure.dataset.ready) return;
  const drawing = figure.querySelector("svg");
  const detail = figure.querySelector("[data-detail]");

  function show(id) {
    const row = figure.querySelector(`li[data-for="${id}"]`);
    const name = document.createElement("strong");
    name.textContent = row.querySelector("[data-name]").textContent;
    detail.replaceChildren(name, ". ", row.querySelector("[data-about]").cloneNode(true));
    mark(drawing, id);
  }

  drawing.addEventListener("click", (event) => {
    if (figure.querySelector('input[name="border"]').checked) return; // there a pointer draws
    const part = event.target.closest("[data-part], [data-for]");
    if (!part) return;
    const button = figure.querySelector(`input[value="${part.dataset.part ?? part.dataset.for}"]`);
    button.checked = true;
    show(button.value);
  });
  figure.addEventListener("change", (event) => {
    if (event.target.name === "part") show(event.target.value);
  });
  // A browser that comes back to the page may have kept the choice.
  const kept = figure.querySelector('input[name="part"]:checked');
  if (kept) show(kept.value);
  detail.hidden = false;
  letDraw(figure, drawing);
  figure.dataset.ready = "true";
}

function render({ model, el }) {
  // Written by html.py, which escapes all that comes from the table of parts.
  el.innerHTML = model.get("html");
  // Without this JupyterLab takes the arrow keys to walk from cell to cell.
  el.dataset.lmSuppressShortcuts = "true";
  for (const figure of el.querySelectorAll("figure[data-anatomy]")) bring(figure);
}

export default { render };

for (const figure of document.querySelectorAll("figure[data-anatomy]")) bring(figure);
