/* A section that moved to a lesson left its id here, beside the link to that lesson: the page goes on to it, with the
   state of a figure that the address may ask for. A classic script, since a page opened as a file runs no module. */

(() => {
  /* The id in the address, which may be cut within a letter's code. */
  function askedFor() {
    const id = location.hash.slice(1);
    try {
      return decodeURIComponent(id);
    } catch {
      return id;
    }
  }

  function goOn() {
    const mark = document.getElementById(askedFor());
    if (!mark?.matches("[data-now]")) return;
    const lesson = new URL(mark.parentElement.querySelector("a").href);
    lesson.search = location.search;
    lesson.hash = mark.dataset.now;
    location.replace(lesson);
  }

  addEventListener("hashchange", goOn);
  goOn();
})();
