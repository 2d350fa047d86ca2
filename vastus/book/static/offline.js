// The course without a network: brings the worker that keeps it, and says what it keeps.
//
// - Only where the course is read from a server, and not in somebody else's frame. On the reader's own machine it would
//   keep nothing that is not there already, and would stay behind for whatever is served there next.
// - What a page has loaded before there was a worker is told to it, so the first page visited is kept as well.
// - A new version waits until the reader asks for it. Then this page opens anew, and every other one offers to.
// - All of it is extra: where the browser has no worker, or refuses one, nothing is said and nothing is missing.

import { bringStyle } from "./download.js";

const WORKER = new URL("../service-worker.js", import.meta.url);
const MANIFEST = new URL("../manifest.webmanifest", import.meta.url);
const STYLE = new URL("offline.css", import.meta.url);
const OWN_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const GONE = [404, 410];
const BYTES_OF_MB = 1e6;
let asksForNew = false;

function isServed() {
  const framed = window.top !== window;
  return isSecureContext && !framed && /^https?:$/.test(location.protocol) && !OWN_MACHINE.test(location.hostname);
}

/** What a worker answers to a question. */
function ask(worker, question, given = {}) {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  worker.postMessage({ ask: question, ...given }, [port2]);
  return answer;
}

/** A line at the foot of the window, with a button where there is something to do. */
async function tell(words, action, act) {
  await bringStyle(STYLE).catch(() => {}); // it reads without
  document.querySelector(".vastus-told")?.remove();
  const line = document.createElement("p");
  line.className = "vastus-told";
  line.setAttribute("role", "status");
  document.body.append(line); // empty first, so that a screen reader notices the words
  line.append(words, " ");
  if (action) line.append(button(action, act));
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function followNewVersions(registration) {
  const show = () => {
    asksForNew = true;
    ask(registration.waiting, "show");
  };
  const tellIfWaiting = () => {
    if (registration.waiting && registration.active) tell("A new version of the course is here.", "Show it", show);
  };
  tellIfWaiting();
  registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", tellIfWaiting));
}

function followTakingOver() {
  const { serviceWorker } = navigator;
  let before = serviceWorker.controller;
  serviceWorker.addEventListener("controllerchange", () => {
    const reload = () => location.reload();
    if (asksForNew) reload();
    else if (before) tell("This page is of an older version of the course.", "Show the new one", reload);
    before = serviceWorker.controller;
  });
  serviceWorker.addEventListener("message", ({ data: { noRoom } }) => {
    const words = "A new version of the course is there, but this device has no room for it. What you kept stays as it is.";
    if (noRoom) tell(words);
  });
}

/** The worker goes when the course has gone from its server: nothing would ever renew what it keeps. */
async function leaveIfGone(worker) {
  if (!navigator.onLine) return;
  const answer = await fetch(WORKER, { cache: "no-store" }).catch(() => undefined);
  if (GONE.includes(answer?.status)) await ask(worker, "leave");
}

const inMb = (bytes) => `${Math.ceil(bytes / BYTES_OF_MB)}\u00a0MB`;

/** The line that offers to keep the whole course. */
function offer(place, worker) {
  const say = (...parts) => place.replaceChildren(...parts);
  const show = ({ bytes, kept, trouble }) => {
    const whole = kept === bytes;
    if (trouble === "QuotaExceededError") {
      say("This device has no room for the whole course; what you visited stays kept. ", button("Try again", keep));
    } else if (trouble) {
      say("The network broke off; what is kept stays. ", button("Go on", keep));
    } else if (whole) {
      say(`The whole course is kept on this device (${inMb(bytes)}) and opens without a network. `, button("Remove it", forget));
    } else {
      say(button(`Keep the whole course on this device (${inMb(bytes)})`, keep));
    }
  };
  const keep = async () => {
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", "Keeping the course");
    const words = document.createElement("span");
    words.ariaHidden = "true"; // the bar says as much, and only when it is asked
    say(bar, " ", words);
    let state = await ask(worker, "more");
    while (!state.trouble && state.kept < state.bytes) {
      bar.max = state.bytes;
      bar.value = state.kept;
      words.textContent = `${inMb(state.kept)} of ${inMb(state.bytes)}`;
      state = await ask(worker, "more");
    }
    show(state);
  };
  const forget = async () => show(await ask(worker, "forget"));
  place.hidden = false;
  ask(worker, "state").then(show);
}

async function start() {
  const link = Object.assign(document.createElement("link"), { rel: "manifest", href: MANIFEST });
  document.head.append(link); // by a script, since a page opened as a file may not ask for it
  followTakingOver();
  const registration = await navigator.serviceWorker.register(WORKER);
  followNewVersions(registration);
  await navigator.serviceWorker.ready;
  const worker = registration.active;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  await ask(worker, "hello", { loaded });
  for (const place of document.querySelectorAll("[data-keep]")) offer(place, worker);
  await leaveIfGone(worker);
}

if (isServed() && "serviceWorker" in navigator) start().catch((refusal) => console.info("not kept on this device:", refusal.message));
