/* A visit to a chapter's page or a lesson: notes when its end has been in sight, and until then how far the reader is.

   - A page is named by its path below `chapters/`, so a lesson's mark is told apart from its chapter's.
   - How far: the last section whose heading has come into the upper half of the window. It is noted once the reader
     has moved or answered, so that a glance leaves nothing, and forgotten at the end of the page. */

import { browserStore } from "./store.js";

const GLANCE_PX = 200;

const store = browserStore();
const page = location.pathname.split("/chapters/").pop().replace(/^\//, "").replace(/\.html$/, "");
const isRead = () => page in store.readPages();

const end = document.createElement("div");
end.style.height = "1px"; // what has no area is never in sight
document.querySelector(":is(article, main)").append(end);
const watcher = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  if (!isRead()) store.markRead(page, Date.now());
  store.setPlace(page, undefined);
  watcher.disconnect();
});
watcher.observe(end);

const sections = [...document.querySelectorAll(":is(article, main) section[id]")];
let answered = false;
let noted;

function note() {
  if (isRead() || (scrollY < GLANCE_PX && !answered)) return;
  const reached = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 2);
  const anchor = reached.at(-1)?.id ?? "";
  if (anchor === noted) return;
  noted = anchor;
  store.setPlace(page, { anchor, at: Date.now() });
}

document.addEventListener("vastus:answer", () => {
  answered = true;
  note();
});
let resting;
addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(note, 200);
});
addEventListener("pagehide", note);
