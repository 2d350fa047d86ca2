// Says why the controls of a figure rest, where the module that works them did not come alive: the page was opened as a
// file, which may load no modules, or a script is missing or fails.
//
// - A classic script, since it must run where modules do not.
// - The module takes away the line that the build wrote. What is left when the page has loaded is shown.

addEventListener("load", () => {
  for (const line of document.querySelectorAll("[data-asleep]")) {
    line.hidden = false;
    for (const element of line.closest("figure").querySelector("[data-controls]").elements) element.disabled = true;
  }
});
