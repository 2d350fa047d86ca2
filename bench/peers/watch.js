// Set before a page's own scripts: when a trace is first seen, and how long a control takes to move what is seen.
//
// A trace is a path of many points, wherever it lies; what a page shows is told by all of them.
(() => {
  function* paths(root) {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) yield* paths(element.shadowRoot);
      if (element.localName === "path" && (element.getAttribute("d") ?? "").length > 1000) yield element;
    }
  }
  const shown = () => [...paths(document)].filter((path) => path.checkVisibility());
  const sign = () => shown().map((path) => path.getAttribute("d")).join();
  const frame = () => new Promise(requestAnimationFrame);
  const bench = {
    picture: null, // ms since the page was asked for
    moved: null, // the same, until it was another picture
    answer: null, // a promise of the ms from an event of a control to the frame with another picture; of null if none
    arm(patience) {
      const before = sign();
      let began = null;
      bench.moved = null;
      const begin = () => (began ??= performance.now());
      for (const type of ["keydown", "pointerdown"]) addEventListener(type, begin, { capture: true, once: true });
      bench.answer = (async () => {
        for (const until = performance.now() + patience; performance.now() < until; await frame()) {
          if (began !== null && sign() !== before) return (bench.moved = performance.now()) - began;
        }
        return null;
      })();
    },
  };
  const look = () => (sign() ? (bench.picture = performance.now()) : requestAnimationFrame(look));
  requestAnimationFrame(look);
  window.bench = bench;
})();
