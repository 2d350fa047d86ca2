// The sentence of an explorer, for the eye and for the ear.
//
// - Whoever looks reads the sentence as it changes; a screen reader hears it when the hand has rested, and not at every
//   step of a slider.
// - While an explorer plays it is silent, and says where it arrived.

import { setText } from "./set-text.js";

const REST_MS = 700;
const waiting = new WeakMap();

/** Show the sentence now, and have it spoken when nothing has changed for a while. */
export function say(figure, sentence) {
  setText(figure.querySelector("[data-sentence]"), sentence);
  speakLater(figure, sentence);
}

function speakLater(figure, sentence) {
  clearTimeout(waiting.get(figure));
  waiting.set(figure, setTimeout(() => speak(figure, sentence), REST_MS));
}

function speak(figure, sentence) {
  if ("playing" in figure.dataset) {
    speakLater(figure, sentence);
    return;
  }
  const voice = figure.querySelector("[data-reading]");
  if (voice.textContent !== sentence) voice.textContent = sentence;
}
