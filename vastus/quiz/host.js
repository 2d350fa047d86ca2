/* The page's side of the quizzes: finds the forms the book wrote and brings each to life.
   In Jupyter anywidget does this; here a stub model is enough, because the form is in the page already. */

import quiz from "./quiz.js";

const model = { get: () => undefined };

for (const form of document.querySelectorAll("form[data-quiz]")) {
  try {
    quiz.render({ model, el: form });
  } catch (error) {
    // A form that fails keeps its <details>; the others still come to life.
    console.error(`quiz ${form.dataset.quiz}:`, error);
  }
}
