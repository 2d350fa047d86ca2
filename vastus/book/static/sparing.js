// Where bytes are dear, because the reader saves data or the network is slow, a figure fetches what draws it when somebody
// lays a hand on its controls. Until then its poster stands.

const { saveData = false, effectiveType = "" } = navigator.connection ?? {};
const SPARING = saveData || /^(slow-)?[23]g$/.test(effectiveType);
const TOUCHES = ["pointerdown", "focusin", "input"];
const waiting = new WeakMap();

/** Settles when a figure should be drawn by its script: now, or when it is touched. */
export function drawingWanted(figure) {
  if (!SPARING || !figure.querySelector("[data-poster]") || "moved" in figure.dataset) return Promise.resolve();
  const form = figure.querySelector("[data-controls]");
  return new Promise((resolve) => {
    waiting.set(figure, resolve);
    for (const touch of TOUCHES) form.addEventListener(touch, resolve, { once: true });
  });
}

/** Its state is no longer that of its poster. */
export function leavePoster(figure) {
  if (!("moved" in figure.dataset)) figure.dataset.moved = "";
  waiting.get(figure)?.();
}
