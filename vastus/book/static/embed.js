// A page in somebody else's frame: light or dark as the reader likes it, and as high as what it shows.
//
// The height goes to the page around, as { vastus: "NAME", height: 812 } in CSS pixels, whenever it changes.

import { followDevice } from "./theme-of-device.js";

followDevice();

const vastus = document.querySelector("figure[data-explorer]")?.dataset.explorer ?? "step_down";
new ResizeObserver(() => {
  parent.postMessage({ vastus, height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
}).observe(document.body);
