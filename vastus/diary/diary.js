/* The diary: two answers a week, what the programme makes of them, week after week.

   - vastus/diary/__init__.py wrote the page's part and, as data, the whole programme. No rule stands here: a verdict
     and what follows from it are looked up, from the state that the week before has left.
   - Only the answers are kept (store.js); the weeks are walked through anew each time, so that nothing can disagree.
   - What is kept but is no diary of this programme is set aside, and the reader is told. */

import { make, symbol } from "./feedback.js";
import { printAlone } from "./print.js";
import { browserStore } from "./store.js";

const DATE = { day: "numeric", month: "short", year: "numeric" };
const DAY = { day: "numeric", month: "short" };
const ASIDE =
  "The saved diary is of another version of this course, and this one cannot read it. It is kept aside and comes back " +
  "with a version that can.";
const TITLE = "Diary of twelve weeks, The VMO Question";
const store = browserStore();
const section = document.querySelector("[data-diary]");
const programme = JSON.parse(section.dataset.programme);
const names = [programme.starts, programme.pain_rules].flatMap(Object.keys);
const PROGRAMME = [programme.weeks, ...names].join(" ");
const slot = (name) => section.querySelector(`[data-slot="${name}"]`);
const [setup, week, kept, said, notice] = ["setup", "week", "kept", "said", "notice"].map(slot);
slot("ladder").style.setProperty("--weeks", programme.weeks);
slot("ladder").style.setProperty("--levels", programme.levels.length);
const highest = Math.max(...programme.levels.map(({ load }) => load));
const againLabel = slot("again").textContent;
let asked = null; // the week whose answers the form holds
let removed = null; // the diary that "Start over" took away, until the page is left

/* The weeks a diary tells of, and where they lead: the level of the next, or that it is paused. */
function walked({ start, pain_rule, answers }) {
  const weeks = [];
  let [level, over] = [programme.starts[start], 0];
  for (const answer of answers) {
    const steps = programme.next[level][over];
    if (!steps) break;
    const verdict = programme.verdicts[pain_rule][answer.pain][Number(answer.sorer)];
    const [nextLevel, nextOver, rule] = steps[verdict];
    weeks.push({ ...answer, level, verdict, rule });
    [level, over] = [nextLevel, nextOver];
  }
  return { weeks, level, paused: !programme.next[level][over] };
}

/* The reader's diary, if there is one and it is of this programme. */
function own() {
  const found = store.diary();
  if (!found) return undefined;
  const known = Object.hasOwn(programme.starts, found.start) && Object.hasOwn(programme.pain_rules, found.pain_rule);
  if (known && found.answers.length <= programme.weeks) return found;
  store.setDiaryAside(PROGRAMME);
  tell(ASIDE);
  return undefined;
}

function tell(words) {
  notice.textContent = words;
}

function cell(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/* What is done at a level, so that no number stands on another line than what it counts. */
const labelOf = (level) => programme.levels[level].label.replace(/ (?=cm|×|\d+$)/g, "\u00a0");

function planned(level) {
  const { load } = programme.levels[level];
  const bar = make("span", "", { bar: "" });
  bar.setAttribute("aria-hidden", "true");
  bar.style.setProperty("--share", load / highest);
  return [labelOf(level), bar];
}

function row(number, { weeks, level, paused }) {
  const line = document.createElement("tr");
  const head = cell("th", String(number));
  head.scope = "row";
  const past = weeks[number - 1];
  if (past) {
    const [sign, words] = programme.outcomes[past.verdict];
    const soThat = cell("td", symbol(sign), ` ${words}: ${programme.moves[past.rule]}`);
    soThat.dataset.verdict = past.verdict;
    const day = past.at === undefined ? "" : new Date(past.at).toLocaleDateString("en-GB", DAY);
    if (day) soThat.append(make("small", day));
    const answers = [String(past.pain), past.sorer ? "yes" : "no"].map((answer) => cell("td", answer));
    line.append(head, cell("td", ...planned(past.level)), ...answers, soThat);
  } else {
    const isNext = number === weeks.length + 1;
    const plan = isNext ? (paused ? ["paused"] : planned(level)) : [];
    if (isNext) line.dataset.next = "";
    line.append(head, cell("td", ...plan), cell("td"), cell("td"), cell("td"));
  }
  return line;
}

/* The way up and down the ladder: a mark a week, at its rung and repetitions, in the shape of its verdict. */
function ladderOf({ weeks, level, paused }) {
  const { levels } = programme;
  const row = (place) => levels.length - place;
  const rungs = levels.flatMap(({ rung }, place) => {
    if (levels[place - 1]?.rung === rung) return [];
    const top = levels.findLastIndex((other) => other.rung === rung);
    const band = make("span", rung, { rung: "" });
    band.style.gridRow = `${row(top)} / ${row(place) + 1}`;
    return [band];
  });
  const numbers = Array.from({ length: programme.weeks }, (_, place) => {
    const number = make("span", String(place + 1), { number: "" });
    number.style.gridArea = `${levels.length + 1} / ${place + 2}`;
    return number;
  });
  const ahead = paused || weeks.length === programme.weeks ? [] : [{ level, verdict: "next" }];
  const climbed = [...weeks, ...ahead].map((each, place) => {
    const mark = make("i", String(levels[each.level].repetitions), { verdict: each.verdict });
    mark.style.gridArea = `${row(each.level)} / ${place + 2}`;
    return mark;
  });
  return [...rungs, ...numbers, ...climbed];
}

/* What the last answers led to. */
function outcome({ weeks, level, paused }) {
  const past = weeks.at(-1);
  if (!past) return "";
  const words = `Week ${weeks.length}: ${programme.outcomes[past.verdict][1]}. ${programme.rules[past.rule]}`;
  if (paused) return words;
  if (weeks.length === programme.weeks) return `${words} All ${programme.weeks} weeks are written down.`;
  return `${words} Next: ${labelOf(level)}.`;
}

function draw() {
  const diary = own();
  setup.hidden = Boolean(diary);
  week.hidden = !diary;
  kept.hidden = !diary && !removed;
  const ofDiary = [...kept.querySelectorAll("[data-key], .vastus-table"), ...["ladder", "undo", "print"].map(slot)];
  for (const part of ofDiary) part.hidden = !diary;
  slot("again").textContent = diary ? againLabel : "Undo: bring the diary back";
  said.textContent = diary ? outcome(walked(diary)) : "";
  if (!diary) return;
  const walk = walked(diary);
  const number = walk.weeks.length + 1;
  const over = walk.paused || number > programme.weeks;
  week.hidden = over;
  if (asked !== number) week.reset();
  asked = number;
  slot("heading").textContent = `Week ${number} of ${programme.weeks}`;
  if (!over) slot("plan").textContent = `${labelOf(walk.level)}, ${programme.sessions_a_week}\u00a0sessions`;
  slot("write").textContent = `Write down week ${number}`;
  slot("undo").textContent = walk.weeks.length ? "Undo the last week" : "Undo: choose again";
  slot("chosen").textContent = `Pain allowed in a session: ${programme.pain_rules[diary.pain_rule]}. Bars: load.`;
  const numbers = Array.from({ length: programme.weeks }, (_, place) => place + 1);
  slot("ladder").replaceChildren(...ladderOf(walk));
  slot("rows").replaceChildren(...numbers.map((each) => row(each, walk)));
}

/* The value of a choice; where there is none, the reader is told and led there. */
function chosen(form, name) {
  const { value } = form.elements[name];
  if (value) return value;
  const choice = form.querySelector(`[data-choice="${name}"]`);
  tell(`Still to choose: ${choice.querySelector("legend").textContent}.`);
  choice.querySelector("input").focus();
  return undefined;
}

function begin(event) {
  event.preventDefault();
  const start = chosen(setup, "start");
  const pain_rule = start && chosen(setup, "pain_rule");
  if (!pain_rule) return;
  removed = null;
  store.setDiary({ start, pain_rule, answers: [] });
  tell("");
  draw();
  slot("heading").focus();
}

function write(event) {
  event.preventDefault();
  const pain = chosen(week, "pain");
  const sorer = pain && chosen(week, "sorer");
  const diary = own();
  if (!sorer || !diary) return;
  const answers = [...diary.answers, { pain: Number(pain), sorer: sorer === "yes", at: Date.now() }];
  store.setDiary({ ...diary, answers });
  tell("");
  draw();
  (week.hidden ? said : slot("heading")).focus();
}

function undo() {
  const diary = own();
  if (!diary) return;
  const { weeks } = walked(diary);
  store.setDiary(weeks.length ? { ...diary, answers: diary.answers.slice(0, weeks.length - 1) } : undefined);
  tell(weeks.length ? `Week ${weeks.length} is taken back.` : "");
  draw();
  (weeks.length ? slot("heading") : setup.querySelector("input")).focus();
}

/* One press takes the diary away, the next brings it back: a slip costs nothing. */
function startOver() {
  const diary = own();
  if (diary) {
    removed = diary;
    store.setDiary(undefined);
    tell("The diary is taken away. Until you leave the page you can bring it back.");
  } else if (removed) {
    store.setDiary(removed);
    removed = null;
    tell("The diary is back.");
  }
  draw();
}

function printDiary() {
  const head = make("p", `${TITLE}, ${new Date().toLocaleDateString("en-GB", DATE)}.`, { printed: "" });
  section.prepend(head);
  printAlone(section, () => head.remove());
}

store.giveDiaryBack(PROGRAMME);
if (store.isDiaryAside() && !store.diary()) tell(ASIDE);
store.listen((news) => {
  if (news.notice) tell(news.notice);
  else if (news.quiz === undefined) draw();
});
draw();
setup.addEventListener("submit", begin);
week.addEventListener("submit", write);
for (const [name, act] of Object.entries({ undo, print: printDiary, again: startOver })) {
  slot(name).addEventListener("click", act);
}
section.querySelector("[data-unscripted]").hidden = true;
section.querySelector("[data-scripted]").hidden = false;
section.dataset.ready = "true";
