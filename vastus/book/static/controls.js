// The controls of an explorer: native inputs named after them.

/** The position of each control's value among its values, in the order of the frames. */
export function positions(form, controls) {
  return controls.map((control) => {
    const input = form.elements[control.name];
    if (input.type === "range") return Number(input.value);
    if (input.type === "checkbox") return Number(input.checked);
    return control.values.findIndex((value) => String(value) === input.value);
  });
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

/** Sliders say their value, with its unit. */
export function showSliderTexts(form) {
  for (const input of form.querySelectorAll('input[type="range"]')) {
    const text = JSON.parse(input.dataset.texts)[input.value];
    input.setAttribute("aria-valuetext", text);
    input.parentElement.querySelector("[data-value]").textContent = text;
  }
}
