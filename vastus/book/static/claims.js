/* Shows the claims a reader chooses, and keeps the choice in the page's address.

   - The address is the only state: ?verdict=misreported&kind=fact, a name as often as wanted. A box ticked writes a
     new address; opening a link, going back and going forward read it.
   - Within a name one of the values is enough, between names all must fit.
   - A row that the address points to (#claim-s21) is shown even where the choice leaves it out.
   - All claims and all words stand in the page, written by vastus/book/claims.py. */

const NAMES = ["verdict", "kind", "role"];

const section = document.querySelector("[data-claims]");
const form = section.querySelector("form");
const shown = section.querySelector("[data-shown]");
const offers = section.querySelector("[data-offers]");
const all = section.querySelector("[data-all]");
const boxes = [...form.querySelectorAll("input")];
const rows = [...section.querySelectorAll("tr[data-claim]")];
const legend = {};
for (const box of boxes) legend[box.name] = box.closest("fieldset").querySelector("legend").textContent;

const word = (box) => box.closest("label").querySelector("[data-word]").textContent;
const claims = (number) => `${number} ${number === 1 ? "claim" : "claims"}`;
const listed = (words, last) => words.join(", ").replace(/, ([^,]*)$/, ` ${last} $1`);

function pointedTo() {
  return rows.find((row) => `#${row.id}` === location.hash);
}

function fits(row, choice) {
  return Object.entries(choice).every(([name, values]) => values.includes(row.dataset[name]));
}

/* What the address asks for: values that exist, by name, and a sentence on each that does not. */
function asked() {
  const query = new URLSearchParams(location.search);
  const choice = {};
  const remarks = [];
  for (const name of NAMES) {
    const known = boxes.filter((box) => box.name === name);
    for (const value of new Set(query.getAll(name).filter(Boolean))) {
      if (known.some((box) => box.value === value)) (choice[name] ??= []).push(value);
      else {
        const values = listed(known.map((box) => box.value), "and");
        const found = `The address asks for ${name} “${value}”`;
        remarks.push(`${found}, which does not exist and is left out; there are ${values}.`);
      }
    }
  }
  return { choice, remarks };
}

function inWords(choice) {
  return Object.keys(choice).map((name) => {
    const words = boxes.filter((box) => box.name === name && choice[name].includes(box.value)).map(word);
    return `${legend[name]}: ${listed(words, "or")}`;
  }).join("; ");
}

/* Where nothing fits: which part of the choice to give up, and what that would show. */
function offer(choice) {
  const parts = Object.keys(choice).map((name) => {
    const { [name]: given, ...rest } = choice;
    const button = document.createElement("button");
    const number = rows.filter((row) => fits(row, rest)).length;
    button.type = "button";
    button.dataset.without = name;
    button.textContent = `Leave out “${legend[name]}”: ${claims(number)}`;
    return number && button;
  });
  offers.replaceChildren(...parts.filter(Boolean));
}

function show() {
  const { choice, remarks } = asked();
  const linked = pointedTo();
  for (const box of boxes) box.checked = Boolean(choice[box.name]?.includes(box.value));
  const fitting = rows.filter((row) => fits(row, choice));
  for (const row of rows) {
    row.hidden = row !== linked && !fits(row, choice);
    row.toggleAttribute("data-linked", row === linked);
  }
  for (const group of section.querySelectorAll("tbody")) {
    group.hidden = !group.querySelector("[data-claim]:not([hidden])");
  }

  const chosen = Object.keys(choice).length > 0;
  const number = fitting.length;
  const sentences = [
    !chosen ? `All ${rows.length} claims are shown.`
    : number ? `${number} of ${rows.length} claims ${number === 1 ? "is" : "are"} shown. ${inWords(choice)}.`
    : `None of the ${rows.length} claims fits all that is chosen. ${inWords(choice)}.`,
  ];
  if (linked && !fits(linked, choice)) {
    sentences.push(`${linked.dataset.claim} is shown too, because a link leads to it.`);
  }
  shown.textContent = [...sentences, ...remarks].join(" ");
  if (chosen && !number) offer(choice);
  offers.hidden = !chosen || number > 0 || !offers.hasChildNodes();
  all.hidden = !chosen && !remarks.length;
}

/* Write a choice into the address, leaving what others put there. */
function choose(entries) {
  const query = new URLSearchParams(location.search);
  for (const name of NAMES) query.delete(name);
  for (const [name, value] of entries) query.append(name, value);
  history.pushState(null, "", location.pathname + (String(query) && `?${query}`));
  show();
}

function goTo(row) {
  row.scrollIntoView({ behavior: "instant" });
  row.focus({ preventScroll: true });
}

form.addEventListener("change", () => choose(new FormData(form)));
form.addEventListener("submit", (event) => event.preventDefault());
all.addEventListener("click", () => {
  choose([]);
  shown.focus();
});
offers.addEventListener("click", (event) => {
  const without = event.target.dataset.without;
  if (!without) return;
  choose([...new FormData(form)].filter(([name]) => name !== without));
  shown.focus();
});

// A count in the key: the same page, so nothing need be loaded.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="?"]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  show();
  shown.focus({ preventScroll: true });
  document.querySelector(link.hash).scrollIntoView();
});

addEventListener("popstate", show);
addEventListener("hashchange", () => {
  show();
  if (pointedTo()) goTo(pointedTo());
});

show();
if (pointedTo()) goTo(pointedTo());
section.dataset.ready = "true";
