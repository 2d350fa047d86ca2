// Links of the text that set a drawing: a[data-set="knee-front"], to ?knee-front.lifted=true#knee-front.
//
// - They name inputs of the drawing, which are native. Switches and sliders that an address does not name go back to
//   where they began, so that a link means the same whenever it is followed.
// - The drawing's own script hears of it as of a reader's hand: each input that moves says so.
// - An address that was opened with a state sets it too.

import { bringSetLinks } from "./set-links.js";

function set(figure, url) {
  const asked = new URL(url, location.href).searchParams;
  for (const input of figure.querySelectorAll("input[name]")) {
    const given = asked.get(`${figure.id}.${input.name}`);
    if (input.type === "radio" && !given) continue; // the part that a reader chose stays chosen
    const checked = input.type === "radio" ? input.value === given : given ? given === "true" : input.defaultChecked;
    const value = input.type === "range" ? (given ?? input.defaultValue) : input.value;
    if (input.checked === checked && input.value === value) continue;
    [input.checked, input.value] = [checked, value];
    input.dispatchEvent(new Event("input", { bubbles: true }));
    // a radio button that is left says nothing
    if (checked || input.type !== "radio") input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const drawingOf = (name) => document.getElementById(name)?.closest("figure[data-anatomy], figure[data-views]");

bringSetLinks(drawingOf, (figure, url) => {
  figure.scrollIntoView({ block: "start" });
  set(figure, url);
});

const names = new Set([...new URL(location.href).searchParams.keys()].map((key) => key.split(".")[0]));
for (const figure of [...names].map(drawingOf)) if (figure) set(figure, location.href);
