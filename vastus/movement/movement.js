// The step-down moves: sets the transforms of limbs that stand in the page, written by vastus/movement/figure.py.
//
// - movement.json (vastus/movement/compiled.py) has each limb's x, y, turn and stretch over a few bends of the knee, for
//   every slope and load. This module finds the bend at a time and goes straight from one value to the next; it knows
//   no joint and works out no posture.
// - Time runs on request alone: a button plays one repetition, a slider goes anywhere in it. The button, the space bar
//   or a hand on a control stops it. For a reader who wants less motion each press goes to the next of four stills.
// - The force is covered until it has been played: first the reader says when it will peak, and the guess stays.
// - In Jupyter anywidget calls `render`; on a page the figures come to life when they near the window.

const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");
const TOUCH_SHARE = 0.996; // of the way down: the heel is within a millimetre of the floor
const UNITS_PER_CM = 2;
const FRAMES_A_NUMBER = 4; // numbers change that much more rarely than limbs move: a changed text costs a layout
const UNDONE = "The movement could not be loaded. Sentence, table and the picture of the start hold as they are.";

/** The value of evenly spaced `values` at a place between them. */
function along(values, place) {
  const before = Math.min(Math.floor(place), values.length - 1);
  const after = Math.min(before + 1, values.length - 1);
  return values[before] + (values[after] - values[before]) * (place - before);
}

/** Where a bend lies among the knots, as a place for `along`. */
function placeOf(bends, bend) {
  let after = 1;
  while (after < bends.length - 1 && bends[after] < bend) after += 1;
  return after - 1 + (bend - bends[after - 1]) / (bends[after] - bends[after - 1]);
}

const valueOf = (column, place) => (typeof column === "number" ? column : along(column, place));

/** A person of the figure: their SVG, and what moves in it. */
class Person {
  constructor(element) {
    this.element = element;
    this.svg = element.querySelector("svg");
    this.raised = this.svg.querySelector("[data-raised]");
    this.groups = [...this.svg.querySelectorAll("[data-limb]")];
    this.numbers = [...element.querySelectorAll("[data-number]")];
  }

  /** Take the numbers of a setting: the table of its limbs, its turn, and what it stands on. */
  take(data, { table, deepest, gap, height, slope, view, form }) {
    Object.assign(this, { table, deepest, gap });
    this.limbs = this.groups.filter((group) => {
      const known = group.dataset.limb in table.limbs;
      group.classList.toggle("away", !known);
      return known;
    });
    this.raised.setAttribute("transform", `translate(0 ${-UNITS_PER_CM * height})`);
    this.svg.querySelector(".step").setAttribute("d", data.scene.step[view][height]);
    this.svg.querySelector(".rail")?.setAttribute("d", data.scene.rail[height]);
    this.svg.querySelector(".wedge")?.setAttribute("d", data.scene.wedge[slope]);
    this.svg.querySelector(".weight")?.setAttribute("d", `M${data.scene.weight[slope]} 0V-330`);
    if (form) this.svg.dataset.form = form;
    // what this form does not show, and what never moves, is not set in every frame
    const columnsOf = (group) => table.limbs[group.dataset.limb].map((number) => data.columns[number]);
    this.limbs = this.limbs.filter((group) => group.dataset.limb === "touch" || getComputedStyle(group).display !== "none");
    for (const group of this.limbs) put(group, columnsOf(group), 0);
    this.limbs = this.limbs.filter((group) => columnsOf(group).some((column) => typeof column !== "number"));
    this.columns = this.limbs.map(columnsOf);
  }

  bendAt(straight, share) {
    return straight + (this.deepest - straight) * share;
  }

  show(straight, share, tells) {
    const bend = this.bendAt(straight, share);
    const place = placeOf(this.table.bend, bend);
    this.touches = share > TOUCH_SHARE && this.gap === 0;
    this.svg.toggleAttribute("data-touches", this.touches);
    this.limbs.forEach((group, number) => {
      if (this.touches || group.dataset.limb !== "touch") put(group, this.columns[number], place);
    });
    if (tells) for (const number of this.numbers) say(number, this.told(number.dataset.number, bend, place));
  }

  told(name, bend, place) {
    if (name === "bend") return `${Math.round(bend / 10)}°`;
    const value = along(this.table[name], place);
    if (name === "force") return `${(value / 100).toFixed(1)} body weights`;
    if (name === "moment") return `${Math.round(value / 10)} N m`;
    return `${Math.max(0, Math.round(value / 10))} cm`;
  }
}

/** Set the transform of a limb to its columns at a place among the knots. */
function put(group, columns, place) {
  const [x, y, turn, stretch] = columns.map((column) => valueOf(column, place));
  const moved = `translate(${(x / 10).toFixed(2)} ${(y / 10).toFixed(2)})`;
  group.setAttribute("transform", `${moved} rotate(${(turn / 10).toFixed(2)}) scale(1 ${(stretch / 1000).toFixed(3)})`);
}

function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function pathOf(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(1)}`).join("L")}`;
}

/** Let a figure move; `data` is that of movement.json. */
function bring(figure, data) {
  const find = (selector) => figure.querySelector(selector);
  const { step, end, turn, pause, emg: emgStep } = data.time;
  const people = new Map(
    [...figure.querySelectorAll("[data-person]")].map((element) => [element.dataset.person, new Person(element)]),
  );
  const play = find("[data-play]");
  const slider = find('input[name="time"]');
  const guess = find('input[name="guess"]');
  const controls = find("[data-controls]");
  const phaseWords = find("[data-phase]");
  const cursor = find("[data-cursor]");
  const cover = find("[data-cover]");
  const chosen = (name, first) => controls?.elements[name].value ?? first;
  let now = 0;
  let seen = 0;
  let frame = 0;
  let drawn = 0;
  let guessed = false;

  const shareAt = (time) => along(data.share, time / step) / 1000;
  const phaseAt = (time) => {
    if (Math.abs(time - turn) < 0.15) return [...people.values()].some((each) => each.touches) ? "Touch" : "Turn";
    if (time < pause || time > end - pause) return "Stand";
    return time < turn ? "Lower" : "Rise";
  };
  const WORDS = {
    Stand: "Stand: weight on the whole foot.",
    Lower: "Lower: slowly, about three seconds.",
    Touch: "Touch: the free heel is on the floor.",
    Turn: "Turn: the heel is still in the air.",
    Rise: "Rise: push through the whole foot.",
  };

  function takeSetting() {
    const height = chosen("step_height_cm", "15");
    const slope = chosen("slope_deg", "25");
    const load = chosen("load_kg", "0");
    const form = chosen("form", "good");
    for (const [name, person] of people) {
      if (name === "front") {
        const deepest = data.forms[`${height} ${form}`];
        person.take(data, { table: data.front[form], deepest, gap: 0, height, slope: 0, view: "front", form });
        const { words } = controls.elements.form.selectedOptions[0].dataset;
        person.element.querySelector("[data-title]").textContent = controls.elements.form.selectedOptions[0].text;
        person.element.querySelector("[data-form]:not(svg)").textContent = words;
      } else {
        const own = name === "flat" ? "0" : slope;
        const { deepest, gap } = data.settings[`${height} ${own} ${load}`];
        person.take(data, { table: data.side[`${own} ${load}`], deepest, gap, height, slope: own, view: "side" });
        if (name === "wedge") person.element.querySelector("[data-title]").textContent = `Wedge of ${slope}°`;
      }
    }
    if (!controls) return;
    find("[data-reading]").textContent = data.sentences[`${height} ${slope} ${load}`];
    for (const name of ["flat", "wedge"]) drawStrips(name, data.settings[`${height} ${name === "flat" ? 0 : slope} ${load}`]);
  }

  function drawStrips(name, { vm, vl }) {
    const person = people.get(name);
    const bends = data.share.map((share) => person.bendAt(data.straight, share / 1000));
    const x = (number) => 100 * step * number;
    const force = bends.map((bend) => along(person.table.force, placeOf(person.table.bend, bend)) / 100);
    const draw = (selector, points) => find(selector).setAttribute("d", pathOf(points));
    draw(`[data-strip="knee"] .${name}`, bends.map((bend, i) => [x(i), 100 - (10 * bend) / data.tops.knee]));
    draw(`[data-strip="force"] .${name}`, force.map((value, i) => [x(i), 98 - (94 * value) / data.tops.force]));
    const wide = (values, sign) => values.map((value, i) => [100 * emgStep * i, 50 - (sign * 48 * value) / data.tops.emg]);
    draw(`[data-strip="emg"] .vm.${name}`, wide(vm, 1));
    draw(`[data-strip="emg"] .vl.${name}`, wide(vl, -1));
  }

  function show(time) {
    now = Math.min(Math.max(time, 0), end);
    seen = Math.max(seen, now);
    const share = shareAt(now);
    const playing = figure.hasAttribute("data-playing");
    drawn += 1;
    for (const person of people.values()) {
      if (!playing || person.inSight) person.show(data.straight, share, !playing || drawn % FRAMES_A_NUMBER === 0);
    }
    if (cursor) {
      // boxes as wide as the strips, moved by their transforms: the strips themselves are not painted anew
      cursor.style.transform = `translateX(${(100 * now) / end}%)`;
      cursor.classList.toggle("before", now > 0.7 * end);
      cover.style.transform = `translateX(${seen > turn + 0.3 ? 100 : (100 * seen) / end}%)`;
    }
    const position = String(Math.round(now / step));
    if (slider.value !== position) slider.value = position;
    const phase = phaseAt(now);
    if (figure.dataset.phase !== phase) {
      figure.dataset.phase = phase;
      if (cursor) cursor.firstElementChild.textContent = phase;
      phaseWords.textContent = controls ? WORDS[phase] : phase;
    }
    if (!playing) tell();
    if (guess && !guess.disabled) judge();
  }

  function tell() {
    const person = people.get(figure.dataset.front) ?? people.get("flat");
    const bend = Math.round(person.bendAt(data.straight, shareAt(now)) / 10);
    slider.setAttribute("aria-valuetext", `${now.toFixed(1)} seconds, ${figure.dataset.phase}, knee ${bend} degrees`);
  }

  function judge() {
    const at = guess.value * step;
    find("[data-guess-line]").style.left = `${(100 * at) / end}%`;
    guess.setAttribute("aria-valuetext", `${at.toFixed(1)} seconds`);
    if (seen <= turn + 0.3) return;
    const said = `peak ${turn.toFixed(1)} s`;
    find("[data-guess]").textContent = guessed ? `guess ${at.toFixed(1)} s, ${said}` : said;
    guess.disabled = true;
  }

  function stop() {
    cancelAnimationFrame(frame);
    figure.removeAttribute("data-playing");
    play.setAttribute("aria-label", "Play one step-down");
    show(now);
  }

  function start() {
    for (const person of people.values()) person.inSight = getComputedStyle(person.element).display !== "none";
    if (now >= end) show(0);
    figure.dataset.playing = "true";
    play.setAttribute("aria-label", "Pause");
    let last;
    const run = (clock) => {
      show(now + Math.min(clock - (last ?? clock), 100) / 1000);
      last = clock;
      if (now >= end) stop();
      else frame = requestAnimationFrame(run);
    };
    frame = requestAnimationFrame(run);
  }

  function press() {
    if (figure.hasAttribute("data-playing")) stop();
    else if (LESS_MOTION.matches) {
      const stills = [0, (pause + turn) / 2, turn, (turn + end - pause) / 2];
      show(stills.find((still) => still > now + 0.05) ?? stills[0]);
    } else start();
  }

  function front(name) {
    figure.dataset.front = name;
    for (const tab of figure.querySelectorAll("[data-tab]")) {
      tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
    }
    for (const person of people.values()) person.inSight = true;
    tell();
  }

  play.addEventListener("click", press);
  slider.addEventListener("input", () => {
    const wanted = slider.value * step;
    if (figure.hasAttribute("data-playing")) stop();
    show(wanted);
  });
  guess?.addEventListener("input", () => {
    guessed = true;
    judge();
  });
  controls?.addEventListener("submit", (event) => event.preventDefault());
  controls?.addEventListener("input", ({ target }) => {
    takeSetting();
    if (target.name === "form") front("front");
    else if (target.name === "slope_deg") front("wedge");
    show(now);
  });
  for (const tab of figure.querySelectorAll("[data-tab]")) tab.addEventListener("click", () => front(tab.dataset.tab));
  figure.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("input, figure, [data-tab]")) return;
    if (event.target.matches("[data-tab]") && !figure.hasAttribute("data-playing")) return;
    event.preventDefault();
    press();
  });

  for (const input of [play, slider, guess, ...(controls?.elements ?? [])]) if (input) input.disabled = false;
  takeSetting();
  show(0);
  figure.dataset.ready = "true";
}

function render({ model, el }) {
  // Written by figure.py, which escapes all text.
  el.innerHTML = model.get("html");
  // Without this JupyterLab takes the arrow keys to walk from cell to cell.
  el.dataset.lmSuppressShortcuts = "true";
  bring(el.querySelector("figure[data-movement]"), JSON.parse(model.get("data")));
}

export default { render };

let asked; // the numbers, once a page
function numbers() {
  asked ??= fetch(new URL("movement.json", import.meta.url)).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    return answer.json();
  });
  return asked;
}

const nearing = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearing.unobserve(target);
      numbers().then(
        (data) => bring(target, data),
        () => (target.querySelector("[data-phase]").textContent = UNDONE),
      );
    }
  },
  { rootMargin: "600px" },
);
for (const figure of document.querySelectorAll("figure[data-movement]:not([data-ready])")) nearing.observe(figure);
