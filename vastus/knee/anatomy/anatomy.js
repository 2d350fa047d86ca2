/* Lets a reader choose a part of the drawing by a tap, and shows the part chosen.

   - The figure stands complete in the page, written by vastus/knee/anatomy/html.py: layers and parts are native
     inputs, the layers work by style sheet alone. This module adds no words of its own.
   - A tap on a part chooses its radio button; Tab and the arrow keys reach the same buttons.
   - The part chosen gets its contour drawn once more on top of all, so that it shows even where others cover it.
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
