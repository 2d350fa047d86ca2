// A slider that plays: its button runs through the values once, and stops. Nothing plays by itself.
//
// - It starts from the present value, or from the first where the slider stands at the last.
// - The button, the space bar or a hand on any control stops it where it is.
// - For a reader who wants less motion, each press goes one value further.

import { rests } from "./controls.js";

const RUN_MS = 5000;
const LONGEST_STEP_MS = 800;
const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");

/** Let the play buttons of a figure work. */
export function letPlay(figure) {
  let timer;
  const stop = () => {
    clearInterval(timer);
    const button = figure.querySelector(`[data-play="${figure.dataset.playing}"]`);
    button?.setAttribute("aria-label", button.getAttribute("aria-label").replace("Pause", "Play"));
    delete figure.dataset.playing;
  };
  const start = (button, slider) => {
    figure.dataset.playing = slider.name;
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("Play", "Pause"));
    const step = () => {
      forward(slider);
      if (slider.value === slider.max) stop();
    };
    timer = setInterval(step, Math.min(RUN_MS / slider.max, LONGEST_STEP_MS));
    step();
  };
  for (const button of figure.querySelectorAll("[data-play]")) {
    const slider = figure.querySelector(`input[name="${button.dataset.play}"]`);
    button.disabled = false;
    button.addEventListener("click", () => {
      const playing = figure.dataset.playing;
      stop();
      if (playing === slider.name || rests(slider)) return;
      if (LESS_MOTION.matches) forward(slider);
      else start(button, slider);
    });
  }
  figure.addEventListener("keydown", (event) => {
    if (!("playing" in figure.dataset) || event.key === "Tab" || event.target.matches("[data-play]")) return;
    if (event.key === " ") event.preventDefault();
    stop();
  });
  figure.querySelector("[data-controls]").addEventListener("pointerdown", (event) => {
    if (!event.target.matches("[data-play]")) stop();
  });
}

function forward(slider) {
  slider.value = slider.value === slider.max ? slider.min : Number(slider.value) + 1;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}
