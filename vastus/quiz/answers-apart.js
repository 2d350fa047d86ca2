/* On paper the answers stand apart, at the end of the page, and each question says its number in both places.

   They are copied there when the page is printed, and gone after. printed.py does the same for the PDFs. A part that is
   printed alone (print.js) says for itself what becomes of its answers. */

let gone = () => {};

addEventListener("beforeprint", () => {
  const items = [...document.querySelectorAll(".bd-article fieldset[data-item]")];
  if (items.length === 0 || document.querySelector("[data-not-printed]")) return;
  const section = document.createElement("section");
  section.className = "vastus-answers";
  const heading = document.createElement("h2");
  heading.textContent = "Answers";
  section.append(heading, ...items.map((item, number) => answer(item, `Question ${number + 1}`)));
  document.querySelector(".bd-article").append(section);
  gone = () => {
    section.remove();
    for (const item of items) delete item.querySelector("legend").dataset.asked;
  };
});

addEventListener("afterprint", () => {
  gone();
  gone = () => {};
});

function answer(item, called) {
  item.querySelector("legend").dataset.asked = `${called}${item.dataset.type === "predict" ? ", before you read on" : ""}`;
  const block = document.createElement("div");
  block.className = "vastus-answer";
  const stem = document.createElement("p");
  stem.className = "vastus-answer-stem";
  const number = document.createElement("strong");
  number.textContent = called;
  stem.append(number, " ", ...copies(item.querySelector("[data-stem]").childNodes));
  const told = [...item.querySelector("[data-answers]").children].filter(({ localName }) => localName !== "summary");
  block.append(stem, ...copies(told));
  return block;
}

const copies = (nodes) => [...nodes].map((node) => node.cloneNode(true));
