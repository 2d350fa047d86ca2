// The stage of an explorer: one panel at a time on a phone, and the part that changed in sight.

/** Where one panel is shown at a time; course.css says the same. */
export const ONE_AT_A_TIME = matchMedia("(max-width: 40rem)");

/** Bring a panel forward. */
export function bringForward(figure, number) {
  for (const panel of figure.querySelectorAll("[data-panel]")) {
    panel.toggleAttribute("data-front", Number(panel.dataset.panel) === number);
  }
  for (const tab of figure.querySelectorAll("[data-tab]")) {
    tab.setAttribute("aria-pressed", Number(tab.dataset.tab) === number);
  }
}
