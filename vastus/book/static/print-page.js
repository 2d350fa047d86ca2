// The button that prints the page: the theme would run it from an attribute, which the page's policy forbids.

for (const button of document.querySelectorAll("[data-print-page]")) button.addEventListener("click", () => print());
