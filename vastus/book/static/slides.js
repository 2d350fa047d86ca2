// Slides: of a page that scrolls, one part at a time.
//
// - On with the arrow keys left and right, the keys of a clicker (Page Up and Down), Home and End, the buttons, or a swipe. Keys and
//   swipes that are meant for a figure's own controls are left to them.
// - The address names the slide that is in sight, or the figure on it, so that a reload and a link come back there.
// - Light or dark is as the device has it until the button says otherwise: projectors differ.

import { followDevice } from "./theme-of-device.js";

const SWIPE_PX = 60;
const WORKED = "input, select, textarea, summary, [data-controls], [role=slider]"; // these take arrow keys themselves
const UNSWIPED = "figure, button, a"; // a finger there has something else to do

const page = document.documentElement;
const slides = [...document.querySelectorAll("[data-slide]")];
const bar = document.querySelector("[data-bar]");
const [back, on] = bar.querySelectorAll("[data-go]");
let at = 0;

function go(number) {
  const wanted = Math.max(0, Math.min(slides.length - 1, number));
  if (wanted === at) return;
  show(wanted);
  history.replaceState(history.state, "", `#${slides[at].id}`);
  slides[at].focus({ preventScroll: true });
  scrollTo(0, 0);
}

function show(number) {
  at = number;
  slides.forEach((slide, place) => slide.toggleAttribute("data-now", place === at));
  bar.querySelector("[data-at]").textContent = `${at + 1} of ${slides.length}`;
  [back.disabled, on.disabled] = [at === 0, at === slides.length - 1];
}

function showAsked() {
  const asked = document.getElementById(location.hash.slice(1))?.closest("[data-slide]");
  show(Math.max(0, slides.indexOf(asked)));
}

const KEYS = {
  ArrowRight: () => at + 1,
  PageDown: () => at + 1,
  ArrowLeft: () => at - 1,
  PageUp: () => at - 1,
  Home: () => 0,
  End: () => slides.length - 1,
};
addEventListener("keydown", (event) => {
  if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!event.key.startsWith("Page") && event.target.closest?.(WORKED)) return;
  event.preventDefault();
  go(KEYS[event.key]());
});

let began;
addEventListener("touchstart", ({ touches, target }) => {
  began = touches.length === 1 && !target.closest(UNSWIPED) ? touches[0] : undefined;
}, { passive: true });
addEventListener("touchend", ({ changedTouches: [ended] }) => {
  if (!began) return;
  const [x, y] = [ended.clientX - began.clientX, ended.clientY - began.clientY];
  if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) go(at - Math.sign(x));
});

bar.addEventListener("click", ({ target }) => {
  if (target.dataset.go) go(at + Number(target.dataset.go));
});
const whole = bar.querySelector("[data-whole]");
whole.hidden = !document.fullscreenEnabled;
whole.addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else page.requestFullscreen();
});

const leaveDevice = followDevice();
bar.querySelector("[data-theme-of]").addEventListener("click", () => {
  leaveDevice();
  page.dataset.theme = page.dataset.theme === "dark" ? "light" : "dark";
});

addEventListener("hashchange", showAsked);
bar.hidden = false;
page.dataset.presenting = "";
showAsked();
