// What ipywidgets leave out of an explorer's controls, put in by a widget that shows nothing.
//
// - A slider's handle gets a name, and says its value with the unit instead of the number of its step.
// - Arrow keys stay with the control that has the focus: JupyterLab takes them for moving to another cell. Notebook 7
//   does so before the key reaches the control, and leaves be only what says that it takes no shortcuts.

const KEYS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", " "]);

function mend(host) {
  for (const node of host.querySelectorAll("input, select, button, summary, [role=slider]")) {
    node.dataset.lmSuppressShortcuts = "true";
  }
  for (const slider of host.querySelectorAll(".widget-slider")) {
    const handles = slider.querySelectorAll("[role=slider]");
    const name = slider.querySelector(".widget-label")?.textContent;
    const value = slider.querySelector(".widget-readout")?.textContent;
    if (!value) continue;
    for (const handle of handles) {
      if (handle.getAttribute("aria-label") !== name) handle.setAttribute("aria-label", name);
      if (handle.getAttribute("aria-valuetext") !== value) handle.setAttribute("aria-valuetext", value);
    }
  }
}

function render({ el }) {
  let watching;
  const keep = (event) => {
    if (KEYS.has(event.key)) event.stopPropagation();
  };
  // the host is built around this widget after it
  const waiting = requestAnimationFrame(() => {
    const host = el.closest(".vastus-explorer-host");
    if (!host) return;
    host.addEventListener("keydown", keep);
    mend(host);
    watching = new MutationObserver(() => mend(host));
    watching.observe(host, { subtree: true, childList: true, characterData: true, attributeFilter: ["aria-valuetext"] });
  });
  return () => {
    cancelAnimationFrame(waiting);
    watching?.disconnect();
  };
}

export default { render };
