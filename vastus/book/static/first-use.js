// What few readers of a page use is fetched when they first reach for it: the theme's menu and tooltips (Bootstrap, 24 kB
// gzip) by a pointer or the focus on a button that has either, the files of the search when its field opens.
//
// - A classic script, since the menu must work where modules do not load: in a page opened as a file.
// - Bootstrap takes over the buttons it finds when it comes; what was pressed or pointed at before is done then.

(() => {
  const root = document.documentElement.dataset.content_root;
  let menus;

  const bootstrap = () =>
    (menus ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `${root}_static/scripts/bootstrap.js`;
      script.addEventListener("load", resolve);
      document.head.append(script);
    }));

  function reach({ target, type }) {
    const button = target.closest?.("[data-bs-toggle]");
    if (!button || window.bootstrap) return;
    bootstrap().then(() => {
      const { Dropdown, Tooltip } = window.bootstrap;
      if (button.dataset.bsToggle === "tooltip") {
        if (button.matches(":hover, :focus-visible")) Tooltip.getInstance(button).show();
      } else if (type === "click") Dropdown.getOrCreateInstance(button).toggle();
    });
  }

  for (const type of ["pointerover", "focusin", "click"]) addEventListener(type, reach);

  addEventListener("focusin", function search({ target }) {
    if (!target.closest?.(".bd-search")) return;
    removeEventListener("focusin", search);
    for (const name of ["_static/searchtools.js", "_static/language_data.js", "searchindex.js"]) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.href = root + name;
      document.head.append(link);
    }
  });
})();
