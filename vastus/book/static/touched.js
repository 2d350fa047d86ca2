// Whether somebody is there: settles with the first that a reader does on the page, by hand, by key or by scrolling.
//
// - Until then a figure's poster stands, and the 400 kB that make it move are not fetched: a page that is only looked at,
//   or opened in a tab behind, stays light.

const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin"];

export const touched = new Promise((resolve) => {
  const hear = (event) => {
    // a pointer that rests where the page comes up is reported as well
    if (event.type === "pointermove" && event.movementX === 0 && event.movementY === 0) return;
    for (const sign of SIGNS) removeEventListener(sign, hear, { capture: true });
    resolve();
  };
  for (const sign of SIGNS) addEventListener(sign, hear, { capture: true, passive: true });
  if (navigator.userActivation?.hasBeenActive) resolve(); // a hand was quicker than this script
  addEventListener("scroll", resolve, { once: true, passive: true }); // of the page: the theme scrolls its menu by itself
});
