// The sentence of an explorer, for the eye and for the ear.
//
// - Whoever looks reads the sentence as it changes; a screen reader hears it when the hand has rested, and not at every
//   step of a slider.
// - While an explorer plays it is silent, and says where it arrived.

import { atRest } from "./at-rest.js";
import { setText } from "./set-text.js";

const REST_MS = 700;
const voices = new WeakMap(); // figures to what speaks the sentence that they show

/** Show the sentence now, and have it spoken when nothing has changed for a while. */
export function say(figure, sentence) {
  setText(figure.querySelector("[data-sentence]"), sentence);
  if (!voices.has(figure)) voices.set(figure, atRest(REST_MS, () => speak(figure)));
  voices.get(figure).ask();
}

function speak(figure) {
  if ("playing" in figure.dataset) {
    voices.get(figure).ask();
    return;
  }
  const voice = figure.querySelector("[data-reading]");
  const sentence = figure.querySelector("[data-sentence]").textContent;
  if (voice.textContent !== sentence) voice.textContent = sentence;
}
