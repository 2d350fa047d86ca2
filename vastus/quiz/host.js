/* The page's side of the quizzes: finds the forms the book wrote and brings each to life, lets them be printed, and
   notes when the reader has been to the end of the page. In Jupyter anywidget does the first; the rest is the page's. */

import { offerPrint } from "./print.js";
import { bring } from "./quiz.js";
import { browserStore } from "./store.js";

for (const form of document.querySelectorAll("form[data-quiz]:not([data-ready])")) {
  try {
    bring(form);
    offerPrint(form);
  } catch (error) {
    // A form that fails keeps its <details>; the others still come to life.
    console.error(`quiz ${form.dataset.quiz}:`, error);
  }
}

/* A page counts as read when its end has been in sight. */
const store = browserStore();
const page = location.pathname.split("/").pop().replace(/\.html$/, "");
const end = document.createElement("div");
end.style.height = "1px"; // what has no area is never in sight
document.querySelector(":is(article, main)").append(end);
const watcher = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  if (!(page in store.readPages())) store.markRead(page, Date.now());
  watcher.disconnect();
});
watcher.observe(end);
