// The controls of an explorer: native inputs named after them.
//
// - The value of a control is known by its position among its values, as the frames know it.
// - Only what differs is written: a page that is told again what it shows is laid out again.
// - A control that would change nothing rests: it says why, keeps its place in the tab order, and cannot be moved.

import { setText } from "./set-text.js";

const found = new WeakMap(); // forms to their inputs by name: to look them up takes longer than to read them

function inputsOf(form, name) {
  if (!found.has(form)) found.set(form, {});
  const known = found.get(form);
  return (known[name] ??= [...form.querySelectorAll(`[name="${name}"]`)]);
}

/** The position of each control's value, in the order of the frames. */
export function positions(form, controls) {
  return controls.map((control) => {
    const inputs = inputsOf(form, control.name);
    const [input] = inputs;
    if (input.type === "range") return Number(input.value);
    if (input.type === "checkbox") return Number(input.checked);
    const { value: chosen } = inputs.length === 1 ? input : inputs.find(({ checked }) => checked);
    return control.values.findIndex((value) => String(value) === chosen);
  });
}

/** How many values each control has, by its name. */
export function sizes(form) {
  const found = {};
  for (const { name, type, max, length } of form.elements) {
    if (type === "range") found[name] = Number(max) + 1;
    else if (type === "checkbox") found[name] = 2;
    else if (type === "radio") found[name] = (found[name] ?? 0) + 1;
    else if (type === "select-one") found[name] = length;
  }
  return found;
}

/** Set the controls to such positions; gives the inputs that changed. */
export function putPositions(form, controls, wanted) {
  const before = positions(form, controls);
  return controls.flatMap((control, number) => {
    if (before[number] === wanted[number]) return [];
    const input = form.elements[control.name];
    if (input.type === "range") input.value = wanted[number];
    else if (input.type === "checkbox") input.checked = Boolean(wanted[number]);
    else input.value = String(control.values[wanted[number]]);
    return [input instanceof RadioNodeList ? input[0] : input];
  });
}

/** Where a reader has moved a control from `at`: those that it resets go back to their first value. */
export function putBack(form, controls, at, name) {
  const wanted = positions(form, controls);
  const moved = controls.findIndex((control) => control.name === name);
  if (wanted[moved] === at[moved]) return;
  for (const number of controls[moved].resets) wanted[number] = controls[number].first;
  putPositions(form, controls, wanted);
}

const sliders = new WeakMap(); // forms to what their sliders say, and where

function slidersOf(form) {
  if (!sliders.has(form)) {
    const found = [...form.querySelectorAll('input[type="range"]')].map((input) => ({
      input,
      texts: JSON.parse(input.dataset.texts),
      words: input.closest(".vastus-control").querySelector("[data-value]"),
    }));
    sliders.set(form, found);
  }
  return sliders.get(form);
}

/** Sliders say their value, with its unit. */
export function showSliderTexts(form) {
  for (const { input, texts, words } of slidersOf(form)) {
    const text = texts[input.value];
    if (input.getAttribute("aria-valuetext") === text) continue;
    input.setAttribute("aria-valuetext", text);
    setText(words, text);
  }
}

const resting = new WeakMap(); // controls that rest in some state to the reason shown

/** Let those controls rest that change nothing at these positions, and say why. */
export function letRest(form, controls, at) {
  for (const control of controls) {
    if (control.rests.length === 0) continue;
    const why = control.rests.find((rest) => rest.at.every(([other, position]) => at[other] === position))?.why ?? "";
    if (resting.get(control) === why) continue;
    resting.set(control, why);
    const words = form.querySelector(`[data-why="${control.name}"]`);
    setText(words, why);
    words.parentElement.toggleAttribute("data-idle", why === "");
    for (const input of form.querySelectorAll(`[name="${control.name}"], [data-play="${control.name}"]`)) {
      input.setAttribute("aria-disabled", why !== "");
    }
  }
}

export function rests(input) {
  return input.getAttribute("aria-disabled") === "true";
}
