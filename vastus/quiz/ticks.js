/* Ticks at lessons, how many of a chapter's are read, and the way on from the landing page.

   - The build wrote the places: [data-lesson] with a [data-tick] in it, [data-lessons] with a [data-read] in it, and
     a[data-start]. Without a script, or where the browser keeps nothing, they stay as they are.
   - A lesson is ticked once its end has been in sight, and half ticked while the reader is on the way.
   - The link that starts the course goes on where the reader left the last lesson, or else to the next one. */

import { browserStore } from "./store.js";

const SIGNS = { read: "✓", begun: "◐" };

const store = browserStore();

function draw() {
  const read = store.readPages();
  const places = store.places().filter(({ page }) => !(page in read));
  const begun = new Map(places.map(({ page, anchor }) => [page, anchor]));
  for (const line of document.querySelectorAll("[data-lesson]")) {
    const name = line.dataset.lesson;
    const state = name in read ? "read" : begun.has(name) ? "begun" : undefined;
    line.querySelector("[data-tick]").replaceChildren(...(state ? tick(state) : []));
  }
  for (const link of document.querySelectorAll("li[data-lesson] > a")) {
    link.hash = begun.get(link.parentElement.dataset.lesson) ?? "";
  }
  for (const line of document.querySelectorAll("[data-lessons]")) {
    const names = line.dataset.lessons.split(" ");
    const count = names.filter((name) => name in read).length;
    line.querySelector("[data-read]").textContent = count ? `${count} of ${names.length} read` : "";
  }
  for (const start of document.querySelectorAll("a[data-start]")) showWayOn(start, read, places);
}

function tick(state) {
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = SIGNS[state];
  const word = document.createElement("span");
  word.className = "visually-hidden";
  word.textContent = `, ${state}`;
  return [sign, word];
}

/* The lessons of the course as the sidebar lists them. */
function lessons() {
  return [...document.querySelectorAll("nav a[data-lesson]")].map((link) => ({
    name: link.dataset.lesson,
    title: link.querySelector("[data-name]").textContent,
    href: link.href,
  }));
}

function showWayOn(start, read, places) {
  const all = lessons();
  const left = places.find(({ page }) => all.some(({ name }) => name === page));
  const latest = Object.entries(read)
    .filter(([page]) => all.some(({ name }) => name === page))
    .sort(([, a], [, b]) => b - a)[0]?.[0];
  const after = all.findIndex(({ name }) => name === latest);
  const next = latest && [...all.slice(after + 1), ...all.slice(0, after)].find(({ name }) => !(name in read));
  const lesson = left ? all.find(({ name }) => name === left.page) : next;
  if (!lesson) return;
  const url = new URL(lesson.href);
  url.hash = left?.anchor ?? "";
  start.href = url;
  const name = document.createElement("small");
  name.textContent = lesson.title;
  start.replaceChildren(left ? "Continue where you left" : "Go on", " ", name);
}

store.listen(draw);
draw();
