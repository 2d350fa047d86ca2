/* The page's side of the quizzes: finds the forms the book wrote and brings each to life, lets them be printed, and has
   visit.js note how far the reader is. In Jupyter anywidget does the first; the rest is the page's. */

import "./answers-apart.js";
import { offerPrint } from "./print.js";
import { bring } from "./quiz.js";
import "./visit.js";

for (const form of document.querySelectorAll("form[data-quiz]:not([data-ready])")) {
  try {
    bring(form);
    offerPrint(form);
  } catch (error) {
    // A form that fails keeps its <details>; the others still come to life.
    console.error(`quiz ${form.dataset.quiz}:`, error);
  }
}
