// Keeps the course on the reader's device. The build puts VERSION and LIST in front.
//
// - A version of the course is a list of its files with a digest of each, and VERSION is the digest of that list. Files
//   are kept by digest: what two versions share is kept once, and what was spoilt is found out and fetched again.
// - A file is kept when it is first asked for, if it is the one in the list. The server may have moved on: then a page
//   comes as the server has it and stays out of all this, and no other file is let in.
// - Every open page belongs to the version it came from and is answered from it alone, also after a new worker took over.
// - A new version is installed when all that was kept of the old one is there in the new; else the old one stays whole.

const NAME = `vastus ${registration.scope}`; // other courses may share the address's host
const STRANGE = "strange"; // the version of a page that came as the server had it
const AT_ONCE = 12;
const MOST_NOTED = 100;
const FINGERPRINT = /[.-][0-9a-f]{12,}(?=[./])/; // in an address that changes with what stands there
const LOOKS_AND_WORKS = /^(vastus-|_static\/).*\.(js|css)$/;
const DRAWS = /\/plotly\.(js|css)$/; // most of the bytes, and only figures need it
const versions = new Map(); // the ids of pages, to the version each belongs to
const lists = new Map(); // versions to { path: [digest, bytes, title] }
let hasLeft = false;

const urlOf = (path) => new URL(path, registration.scope).href;
const key = (kind, name) => urlOf(`kept/${kind}/${name}`);
const store = () => caches.open(NAME);

async function put(kind, name, body, headers) {
  await (await store()).put(key(kind, name), new Response(body, { headers }));
}

/** What is kept under a name; nothing where the browser cannot say. */
async function get(kind, name) {
  try {
    return await (await store()).match(key(kind, name));
  } catch {
    return undefined;
  }
}

/** The names of all that is kept of a kind. */
async function names(kind) {
  const start = key(kind, "");
  const urls = (await (await store()).keys()).map(({ url }) => url);
  return urls.filter((url) => url.startsWith(start)).map((url) => url.slice(start.length));
}

async function drop(kind, name) {
  await (await store()).delete(key(kind, name));
}

async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 8);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is kept under a digest, if it is still what it was. */
async function sound(kind, digest) {
  const kept = await get(kind, digest);
  if (!kept) return undefined;
  const bytes = await kept.arrayBuffer().catch(() => new ArrayBuffer());
  if ((await digestOf(bytes)) === digest) return new Response(bytes, { headers: kept.headers });
  await drop(kind, digest);
  return undefined;
}

/** What the server has at an address, if it is what the digest says. */
async function fetched(url, digest) {
  for (const cache of ["default", "reload"]) {
    // the browser's own cache may have it from another version
    const answer = await fetch(url, { cache });
    const bytes = await answer.arrayBuffer();
    if (answer.ok && (await digestOf(bytes)) === digest) {
      return new Response(bytes, { headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" } });
    }
  }
  return undefined;
}

async function listOf(version) {
  if (!lists.has(version)) {
    let list = await sound("list", version);
    if (!list && version === VERSION) {
      list = await fetched(urlOf(LIST), VERSION);
      if (!list) throw new Error(`the server has no list of version ${VERSION}`);
      await put("list", VERSION, await list.clone().arrayBuffer());
    }
    lists.set(version, list && (await list.json()));
  }
  return lists.get(version);
}

/** The file of a list that an address means: hosts may leave out index.html and .html. */
function fileAt(list, url) {
  const path = decodeURI(new URL(url).pathname.slice(new URL(registration.scope).pathname.length));
  return [path, `${path}index.html`, `${path}.html`].find((one) => list && Object.hasOwn(list, one));
}

async function versionOf(id) {
  if (id && !versions.has(id)) versions.set(id, await (await get("page", id))?.text());
  return versions.get(id);
}

async function note(id, version) {
  versions.set(id, version);
  await put("page", id, version).catch(() => {}); // without room it holds as long as this worker runs
  const noted = await names("page");
  if (noted.length > MOST_NOTED) await forgetClosed(noted, id);
}

async function forgetClosed(noted, opening) {
  const open = new Set((await clients.matchAll()).map(({ id }) => id));
  for (const id of noted) if (!open.has(id) && id !== opening) await drop("page", id);
}

async function keep(digest, response) {
  await put("file", digest, await response.clone().arrayBuffer(), response.headers);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (hasLeft) return;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope) || request.headers.has("range")) return;
  event.respondWith(request.mode === "navigate" ? opened(event) : answered(event));
});

/** A page: of this version, or as the server has it. */
async function opened(event) {
  const { request, resultingClientId } = event;
  const list = await listOf(VERSION).catch(() => undefined);
  const file = fileAt(list, request.url);
  const digest = file && list[file][0];
  try {
    const kept = file && (await sound("file", digest));
    const found = kept ?? (file && (await fetched(request.url, digest)));
    if (found && !kept) event.waitUntil(keep(digest, found.clone()).catch(() => {}));
    if (found) {
      event.waitUntil(note(resultingClientId, VERSION));
      return found;
    }
    event.waitUntil(note(resultingClientId, STRANGE));
    return await fetch(request);
  } catch {
    return notKept(list);
  }
}

/** A file that a page asks for: from the version of that page, or not at all. */
async function answered(event) {
  const { request, clientId } = event;
  const version = await versionOf(clientId);
  if (version === STRANGE) return asTheServerHasIt(request);
  const list = await listOf(version ?? VERSION).catch(() => undefined);
  const file = fileAt(list, request.url);
  if (!file) return fetch(request);
  const [digest] = list[file];
  if (!version) return fetch(request).catch(async () => (await sound("file", digest)) ?? Response.error());
  const kept = await sound("file", digest);
  if (kept) return kept;
  const found = await fetched(request.url, digest).catch(() => undefined);
  if (!found) return Response.error();
  event.waitUntil(keep(digest, found.clone()).catch(() => {}));
  return found;
}

/** An answer that the browser's own caches neither give nor keep: there it would meet pages of another version. */
async function asTheServerHasIt(request) {
  const { body, status, headers } = await fetch(request, { cache: "no-cache" });
  const own = new Headers(headers);
  own.set("Cache-Control", "no-store");
  return new Response(body, { status, headers: own });
}

async function notKept(list) {
  const digests = new Set(await names("file").catch(() => []));
  const pages = Object.entries(list ?? {}).filter(([, [digest, , title]]) => title && digests.has(digest));
  const links = pages.map(([path, [, , title]]) => `<li><a href="${urlOf(path)}">${title}</a></li>`);
  const page = `<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Not on this device</title>
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
    <h1>No network, and this page is not on this device</h1>
    <p>${links.length ? "These pages are:" : "None is yet."}</p><ul>${links.join("")}</ul></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html" } });
}

/** Fetch and keep files of this version, some at once; throws at the first that cannot be had or kept. */
async function bring(files) {
  const list = await listOf(VERSION);
  const waiting = [...files];
  const one = async () => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const found = await fetched(urlOf(file), list[file][0]);
      if (!found) throw new Error(`${file} is not what version ${VERSION} has`);
      await keep(list[file][0], found);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function missing(files) {
  const list = await listOf(VERSION);
  const digests = new Set(await names("file"));
  return files.filter((file) => !digests.has(list[file][0]));
}

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  try {
    const list = await listOf(VERSION);
    const files = Object.keys(list);
    await bring(await missing((await get("mark", "whole")) ? files : await heirs(files)));
  } catch (error) {
    await drop("list", VERSION);
    await clearOut(registration.active ? await names("list") : []);
    const pages = error.name === "QuotaExceededError" ? await clients.matchAll({ includeUncontrolled: true }) : [];
    for (const page of pages) page.postMessage({ noRoom: true });
    throw error;
  }
}

/** Of these files, those that take the place of what is kept of versions before; its pages may need any script. */
async function heirs(files) {
  const lasting = (file) => file.replace(FINGERPRINT, "");
  const digests = new Set(await names("file"));
  const kept = new Set();
  for (const version of (await names("list")).filter((one) => one !== VERSION)) {
    const older = Object.entries((await listOf(version)) ?? {});
    for (const [file, [digest]] of older) if (digests.has(digest)) kept.add(lasting(file));
  }
  const needed = (file) => LOOKS_AND_WORKS.test(file) && !DRAWS.test(file);
  return files.filter((file) => kept.has(lasting(file)) || (kept.size > 0 && needed(file)));
}

addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  await clients.claim();
  await forgetClosed(await names("page"));
  await clearOut([VERSION, ...(await Promise.all((await names("page")).map(versionOf)))]);
}

/** Keep nothing but these versions. */
async function clearOut(wanted) {
  const digests = new Set();
  for (const version of await names("list")) {
    if (!wanted.includes(version)) await drop("list", version);
    else for (const [digest] of Object.values((await listOf(version)) ?? {})) digests.add(digest);
  }
  for (const digest of await names("file")) if (!digests.has(digest)) await drop("file", digest);
}

const asked = {
  /** A page that was there before this worker: it and what it has loaded are kept, if they are of this version. */
  async hello({ id, url }, { loaded }) {
    if (await versionOf(id)) return {};
    const list = await listOf(VERSION);
    const inside = [url, ...loaded].filter((one) => one.startsWith(registration.scope));
    const files = new Set(inside.map((one) => fileAt(list, one)).filter(Boolean));
    await bring(await missing([...files]));
    await note(id, VERSION);
    return {};
  },

  async state() {
    const list = Object.values(await listOf(VERSION));
    const digests = new Set(await names("file"));
    const sum = (files) => files.reduce((total, [, bytes]) => total + bytes, 0);
    return { bytes: sum(list), kept: sum(list.filter(([digest]) => digests.has(digest))) };
  },

  /** Keep some more of the course; asked again and again, since no browser lets a worker run for long. */
  async more() {
    const left = await missing(Object.keys(await listOf(VERSION)));
    await bring(left.slice(0, 2 * AT_ONCE));
    if (left.length === 0) await put("mark", "whole", "");
    return this.state();
  },

  async forget() {
    await drop("mark", "whole");
    for (const digest of await names("file")) await drop("file", digest);
    return this.state();
  },

  async leave() {
    hasLeft = true; // no page may come from it, nor be kept by it, while the browser still asks it
    await registration.unregister();
    await caches.delete(NAME);
    return {};
  },

  async show() {
    await skipWaiting();
    return {};
  },
};

addEventListener("message", (event) => {
  const { ask, ...given } = event.data;
  const answer = asked[ask](event.source, given).catch((error) => ({ trouble: error.name }));
  event.waitUntil(answer.then((said) => event.ports[0].postMessage(said)));
});
