/* A section that moved to a lesson left its id here, beside the link to that lesson: the page goes on to it, with the
   state of a figure that the address may ask for. A classic script, since a page opened as a file runs no module. */

(() => {
  function goOn() {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!mark?.matches("[data-now]")) return;
    const lesson = new URL(mark.parentElement.querySelector("a").href);
    lesson.search = location.search;
    lesson.hash = mark.dataset.now;
    location.replace(lesson);
  }

  addEventListener("hashchange", goOn);
  goOn();
})();
