/* The page `progress`: draws what this browser keeps of the reader's answers, and nothing leaves it.

   - progress.py wrote the parts, [data-learner=…], with their words, and every practice question's words in a <template>;
     the questions whole are fetched when a session begins.
   - Whatever is kept is read anew and all parts are drawn anew when it changes, here or in another tab.
   - review.js has the rules: what is due, mastered, calibrated. archive.js reads and writes the file.
   - A session is a form of its own, named "review"; its round is forgotten when the session begins or ends. */

import { archive, parseArchive, takeIn } from "./archive.js";
import { make, symbol } from "./feedback.js";
import { printAlone } from "./print.js";
import { bring } from "./quiz.js";
import { SURENESS } from "./record.js";
import { MASTERY_ITEMS, MASTERY_SHARE } from "./review.js";
import { calibration, dueAt, dueSession, isDue, isSureButWrong, mastery, oldestSession } from "./review.js";
import { asideWords, browserStore } from "./store.js";

const SESSION = "review";
const SESSION_SIZE = 15;
const PROBLEMS_SHOWN = 5;
const DAY = { weekday: "long", day: "numeric", month: "long" };
const DATE = { day: "numeric", month: "short", year: "numeric" };
const OF_DIARY = {
  taken: " Its diary was taken in.",
  known: " Its diary was here already.",
  another: " Its diary is another than yours, which stays as it is.",
};
const SAID = { guess: "A guess", fairly: "Fairly sure", certain: "Certain" };

const store = browserStore();
const part = (name) => document.querySelector(`[data-learner="${name}"]`);
const within = (name, slot) => part(name).querySelector(`[data-slot="${slot}"]`);
const version = part("record").dataset.version;
const asked = [...part("due").querySelector("template").content.querySelectorAll("[data-item]")];

/* Every practice question with what is kept of it; predictions are not asked again. */
function questions() {
  return asked
    .map(({ textContent, dataset }) => ({ stem: textContent, ...dataset }))
    .map((question) => ({ ...question, record: store.get(question.chapter, question.item) }))
    .filter(({ type }) => type !== "predict");
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
const percent = ({ right, answered }) => (answered ? `${Math.round((100 * right) / answered)}%` : "–");
const firstsOf = (own) => own.map(({ record }) => record?.first).filter(Boolean);
const cell = (text) => make("td", text);

function row(name, ...cells) {
  const line = document.createElement("tr");
  const head = make("th", name);
  head.scope = "row";
  line.append(head, ...cells);
  return line;
}

/* A bar as wide as the share that is right, with a mark where mastery begins if asked for. */
function bar({ right, answered }, mark) {
  const track = make("span", "", { bar: "" });
  track.setAttribute("aria-hidden", "true");
  track.style.setProperty("--share", answered ? right / answered : 0);
  if (mark) track.style.setProperty("--mark", MASTERY_SHARE);
  return track;
}

/* Due */

function drawDue(all) {
  const now = Date.now();
  const due = all.filter(({ record }) => record && isDue(record, now));
  const tried = all.filter(({ record }) => record?.first);
  const next = Math.min(...tried.filter(({ record }) => !isDue(record, now)).map(({ record }) => dueAt(record.review)));
  const day = Number.isFinite(next) ? new Date(next).toLocaleDateString("en-GB", DAY) : "";
  let words = "You have not answered any question yet, so none can come back.";
  if (due.length) words = `${count(due.length, "question")} ${due.length === 1 ? "is" : "are"} due.`;
  else if (tried.length) words = `Nothing is due. The next question comes back on ${day}.`;
  within("due", "count").textContent = words;
  const start = within("due", "start");
  start.hidden = !tried.length;
  start.textContent = due.length
    ? `Review ${count(Math.min(due.length, SESSION_SIZE), "question")}`
    : `Practise ${count(Math.min(tried.length, SESSION_SIZE), "question")} all the same`;
}

function forgetSession() {
  for (const { quiz, item } of store.all()) if (quiz === SESSION) store.set(quiz, item, undefined);
}

/* Every practice question as a form has it, by "chapter item". */
async function written() {
  const answer = await fetch(within("due", "session").dataset.questions);
  if (!answer.ok) throw new Error(`the questions: ${answer.status}`);
  return answer.json();
}

async function startSession() {
  const all = questions();
  const due = dueSession(all, Date.now(), SESSION_SIZE);
  const session = due.length ? due : oldestSession(all, SESSION_SIZE);
  if (!session.length) return; // the button is hidden then, but not from every hand
  let html;
  try {
    html = await written();
  } catch (error) {
    console.warn(error.message);
    within("due", "count").textContent = "The questions could not be loaded. Check the connection, then start again.";
    return;
  }
  forgetSession();
  const form = document.createElement("form");
  form.dataset.quiz = SESSION;
  form.autocomplete = "off";
  form.innerHTML = session.map(({ chapter, item }) => html[`${chapter} ${item}`]).join("");
  const foot = make("div", "", { foot: "" });
  const end = make("button", "End this session", { end: "" });
  end.type = "button";
  end.addEventListener("click", endSession);
  foot.append(make("p", "", { progress: "" }), end, make("p", "", { notice: "" }));
  form.append(foot);
  within("due", "session").replaceChildren(form);
  bring(form, { store });
  within("due", "start").hidden = true;
  const legend = form.querySelector("legend");
  legend.tabIndex = -1;
  legend.focus();
}

function endSession() {
  within("due", "session").replaceChildren();
  forgetSession();
  draw();
  within("due", "start").focus();
}

/* The grid of chapter by outcome; each cell leads to its line below. */

function drawGrid(all) {
  const read = store.readPages();
  for (const line of part("grid").querySelectorAll("[data-grid] > [data-chapter]")) {
    const { chapter, pages } = line.dataset;
    const lessons = pages.split(" ").filter(Boolean);
    const done = lessons.filter((name) => name in read).length;
    line.querySelector(":scope > [data-slot]").textContent = lessons.length
      ? `${done} of ${count(lessons.length, "lesson")} read`
      : "";
    for (const link of line.querySelectorAll("[data-outcome]")) {
      const own = all.filter((question) => question.chapter === chapter && question.outcome === link.dataset.outcome);
      const found = mastery(firstsOf(own));
      const [sign] = standing(found, own.length);
      link.dataset.standing = found.mastered ? "mastered" : found.answered ? "begun" : "";
      const words = found.answered ? " right at the first try" : " none answered";
      const said = make("span", `${words}${found.mastered ? ", mastered" : ""}:`);
      said.className = "visually-hidden";
      const numbers = found.answered ? ` ${found.right}/${found.answered}` : "";
      link.querySelector("[data-slot]").replaceChildren(symbol(sign), numbers, said);
    }
  }
}

/* Mastery */

function standing({ answered, right, mastered }, questionsThere) {
  if (mastered) return ["✓", "mastered"];
  const missing = MASTERY_ITEMS - answered;
  if (missing > 0 && answered) return ["○", `${count(missing, "more answer")} needed`];
  if (missing > 0) return ["○", `none of ${questionsThere} answered`];
  return ["◐", `not yet; ${Math.round(100 * MASTERY_SHARE)}% is the aim`];
}

function drawMastery(all) {
  const rows = [];
  for (const line of part("mastery").querySelectorAll("[data-outcome]")) {
    const { chapter, outcome } = line.dataset;
    const own = all.filter((question) => question.chapter === chapter && question.outcome === outcome);
    const found = mastery(firstsOf(own));
    const [sign, words] = standing(found, own.length);
    const said = make("span", "", { standing: found.mastered ? "mastered" : "" });
    const numbers = found.answered ? `${found.right} of ${found.answered} right at the first try, ` : "";
    said.append(symbol(sign), ` ${numbers}${words}`);
    line.querySelector("[data-slot]").replaceChildren(bar(found, true), said);
    const name = line.querySelector("[data-name]").textContent;
    const share = found.answered ? `${found.right} (${percent(found)})` : "–";
    const numbersOf = [`${found.answered} of ${own.length}`, share, found.mastered ? "yes" : "no"];
    rows.push(row(name, ...numbersOf.map((value) => cell(value))));
  }
  within("mastery", "rows").replaceChildren(...rows);
}

/* Calibration */

function drawCalibration(all) {
  const found = calibration(firstsOf(all));
  const rows = SURENESS.map((name) => {
    const { answered, right } = found[name];
    const picture = cell("");
    picture.append(bar(found[name]));
    return row(SAID[name], cell(answered), cell(right), cell(percent(found[name])), picture);
  });
  within("calibration", "rows").replaceChildren(...rows);
  const { answered, right } = found.certain;
  within("calibration", "reading").textContent = answered
    ? `Of ${count(answered, "answer")} you were certain of, ${right} ${right === 1 ? "was" : "were"} right.`
    : "You have not called any answer certain yet.";
  const wrong = all.filter(({ record }) => record && isSureButWrong(record));
  const list = within("calibration", "sure-but-wrong");
  list.replaceChildren(
    ...wrong.map(({ stem, chapter, item, record }) => {
      const line = document.createElement("li");
      const link = make("a", stem);
      link.href = `${chapter}.html#question-${item}`;
      line.append(link, ` (${titleOf(chapter)}${dated(record.first.at)})`);
      return line;
    }),
  );
  if (!wrong.length) list.append(make("li", "None so far."));
}

const dated = (at) => (at ? `, ${new Date(at).toLocaleDateString("en-GB", DATE)}` : "");
const titleOf = (chapter) => part("read").querySelector(`[data-chapter="${chapter}"] a`).textContent;

/* Read and answered */

function drawRead(all) {
  const read = store.readPages();
  const dateOf = (page) => (read[page] ? `✓ ${new Date(read[page]).toLocaleDateString("en-GB", DATE)}` : "not yet");
  for (const line of part("read").querySelectorAll("tr[data-page]")) {
    line.querySelector("td").textContent = dateOf(line.dataset.page);
  }
  for (const line of part("read").querySelectorAll("tr[data-chapter]")) {
    const { chapter } = line.dataset;
    const own = all.filter((question) => question.chapter === chapter);
    const found = mastery(firstsOf(own));
    const [readCell, answeredCell, rightCell] = line.querySelectorAll("td");
    readCell.textContent = dateOf(chapter);
    answeredCell.textContent = `${found.answered} of ${own.length}`;
    rightCell.textContent = found.right;
  }
}

/* The record: print, file, clear */

const say = (...words) => within("record", "said").replaceChildren(...words);
let cleared = null;

const givenName = () => within("record", "name").value.trim();

function printRecord() {
  const sheet = within("record", "sheet");
  const name = givenName();
  const date = new Date().toLocaleDateString("en-GB", DATE);
  const head = make("p", `${name ? `${name}, ` : ""}${date}, The VMO Question, version ${version}.`);
  const tables = ["read", "mastery", "calibration"].map((of) => part(of).querySelector("table").cloneNode(true));
  sheet.replaceChildren(make("h2", "Record of answers"), head);
  for (const table of tables) sheet.append(make("h3", table.caption.textContent), table);
  sheet.append(make("p", "Kept and printed by the reader's own browser; nobody has checked it."));
  sheet.hidden = false;
  printAlone(sheet, () => {
    sheet.hidden = true;
  });
}

function saveFile() {
  const text = JSON.stringify(archive(store, version, Date.now(), givenName()), null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `vmo-question-${new Date().toLocaleDateString("sv-SE")}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
  say(`Saved as ${link.download}.`);
}

async function loadFile({ target }) {
  const [file] = target.files;
  if (!file) return;
  const { archive: found, wrong } = parseArchive(await file.text());
  target.value = ""; // so that the same file can be chosen again
  if (wrong) {
    const list = document.createElement("ul");
    list.append(...wrong.slice(0, PROBLEMS_SHOWN).map((sentence) => make("li", sentence)));
    if (wrong.length > PROBLEMS_SHOWN) list.append(make("li", `and ${wrong.length - PROBLEMS_SHOWN} more`));
    say(`Nothing was taken from ${file.name}:`, list);
    return;
  }
  const { added, changed, known, unkept, diary } = takeIn(store, found);
  draw();
  const merged = `${changed} brought together with yours, ${known} already here`;
  const kept = unkept ? ` The browser has no room to keep ${unkept} of them: they last until you leave the page.` : "";
  say(`From ${file.name}: ${count(added, "answer")} added, ${merged}.${kept}${OF_DIARY[diary] ?? ""}`);
}

function clearOrUndo({ target }) {
  if (cleared) {
    takeIn(store, cleared);
    cleared = null;
    say("All is back.");
  } else {
    cleared = archive(store, version, Date.now());
    for (const { quiz, item } of store.all()) store.set(quiz, item, undefined);
    for (const page of Object.keys(cleared.read)) store.markRead(page, undefined);
    for (const { page } of store.places()) store.setPlace(page, undefined);
    store.setDiary(undefined);
    for (const key of Object.keys(cleared.aside ?? {})) store.putAside(key, null);
    say("Everything this course kept in this browser is deleted. Until you leave the page you can bring it back.");
  }
  target.textContent = cleared ? "Undo: bring everything back" : target.dataset.label;
  draw();
}

/* The page */

function draw() {
  const all = questions();
  if (!within("due", "session").firstChild) drawDue(all);
  drawGrid(all);
  drawMastery(all);
  drawCalibration(all);
  drawRead(all);
}

if (store.waiting()) say(asideWords(store.waiting()));
store.listen(({ notice }) => {
  if (notice) say(notice);
  else draw();
});
draw();
within("due", "start").addEventListener("click", startSession);
document.addEventListener("vastus:answer", draw);
for (const [slot, act] of Object.entries({ print: printRecord, save: saveFile, clear: clearOrUndo })) {
  within("record", slot).addEventListener("click", act);
}
within("record", "clear").dataset.label = within("record", "clear").textContent;
within("record", "load").addEventListener("change", loadFile);
for (const own of document.querySelectorAll("[data-learner]")) {
  own.hidden = false;
  own.dataset.ready = "true";
}
