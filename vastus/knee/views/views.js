/* Bends the knee of the three views.

   - The figure stands whole in the page, written by vastus/knee/views/html.py. This module adds no words of its own.
   - What moves carries data-frames: an attribute, then its numbers at angles evenly apart, from the first stop of the
     slider to its last. Between two of them the numbers are in between.
   - The button plays once through; the space bar, any key or a hand on the slider stops it. For a reader who wants
     less motion each press goes one stop further.
   - In Jupyter anywidget calls `render`; on a page the figures are there already and come to life at the end. */

const RUN_MS = 5000;
const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");

function mover(element) {
  const [attribute, ...frames] = element.dataset.frames.split(";");
  const numbers = frames.map((frame) => frame.split(" ").map(Number));
  const last = numbers.length - 1;
  const between = element.getAttribute(attribute).split(/-?[\d.]+/);
  return (part) => {
    const low = Math.min(Math.floor(part * last), last - 1);
    const share = part * last - low;
    const now = numbers[low].map((from, at) => from + share * (numbers[low + 1][at] - from));
    element.setAttribute(attribute, between.map((text, at) => text + (now[at]?.toFixed(3) ?? "")).join(""));
  };
}

function bring(figure) {
  if (figure.dataset.ready) return;
  const slider = figure.querySelector('input[name="flexion"]');
  const button = figure.querySelector("[data-play]");
  const facts = figure.querySelector("[data-facts]");
  const [step, last] = [Number(slider.step), Number(slider.max)];
  const movers = [...figure.querySelectorAll("[data-frames]")].map(mover);
  const values = [...figure.querySelectorAll("[data-values]")].map((cell) => [cell, cell.dataset.values.split("|")]);
  const atAngles = [...figure.querySelectorAll("[data-at]")];
  let request = 0;

  // What is drawn, at any angle; what is written, at the nearest stop.
  function show(angle) {
    for (const move of movers) move(angle / last);
    const stop = Math.round(angle / step) * step;
    if (Number(figure.dataset.stop) === stop) return;
    figure.dataset.stop = stop;
    slider.value = stop;
    slider.setAttribute("aria-valuetext", `${stop} degrees`);
    figure.querySelector("[data-angle]").textContent = `${stop}°`;
    for (const [cell, texts] of values) cell.textContent = texts[stop / step];
    for (const each of atAngles) each.toggleAttribute("hidden", Number(each.dataset.at) !== stop);
    facts.querySelector("[data-between]").hidden = facts.querySelector("li:not([hidden])") !== null;
  }

  function stop() {
    if (!request) return;
    cancelAnimationFrame(request);
    request = 0;
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("Pause", "Play"));
    facts.setAttribute("role", "status");
    show(Number(slider.value));
  }

  function play() {
    const from = Number(slider.value) === last ? 0 : Number(slider.value);
    const began = performance.now();
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("Play", "Pause"));
    facts.removeAttribute("role"); // silent until it has arrived
    const frame = (now) => {
      const angle = Math.min(from + (Math.max(now - began, 0) / RUN_MS) * last, last);
      show(angle);
      if (angle < last) request = requestAnimationFrame(frame);
      else stop();
    };
    request = requestAnimationFrame(frame);
  }

  button.addEventListener("click", () => {
    if (request) stop();
    else if (LESS_MOTION.matches) show((Number(slider.value) + step) % (last + step));
    else play();
  });
  slider.addEventListener("input", () => {
    stop();
    show(Number(slider.value));
  });
  slider.addEventListener("pointerdown", stop);
  figure.addEventListener("keydown", (event) => {
    if (!request || event.key === "Tab" || event.target === button) return;
    if (event.key === " ") event.preventDefault();
    stop();
  });
  slider.disabled = button.disabled = false;
  // A browser that comes back to the page may have kept the angle.
  show(Number(slider.value));
  figure.dataset.ready = "true";
}

function render({ model, el }) {
  // Written by html.py, which escapes all that comes from tables.
  el.innerHTML = model.get("html");
  // Without this JupyterLab takes the arrow keys to walk from cell to cell.
  el.dataset.lmSuppressShortcuts = "true";
  for (const figure of el.querySelectorAll("figure[data-views]")) bring(figure);
}

export default { render };

for (const figure of document.querySelectorAll("figure[data-views]")) bring(figure);
