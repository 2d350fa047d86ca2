// The frames of an explorer: every state the build computed, looked up by what its controls say.
//
// - A state is an index into the frames, counted over the controls, the last one changing fastest.
// - openFrames() gives one plain view and takes it from state to state, decoding only what differs. In every state it is what
//   vastus/explorer/frames.py says.
// - Whatever came for them is looked at first: a file cut short, another figure's, or one of a version that codes
//   otherwise would show a wrong number.
// - Nothing here knows a document, so tests read every state of every explorer without a browser.

const CODES = ["$steps", "$count", "$like"];
const LETTERS = 91; // from # to ~ less the backslash, for -45 to 45

/** Whether these are the frames of a figure: its name, how many values each control has by its name, how many panels. */
export function areFrames(frames, name, sizes, panels) {
  if (frames?.name !== name || frames.base?.panels?.length !== panels || !Array.isArray(frames.pool)) return false;
  const states = Object.values(sizes).reduce((count, size) => count * size, 1);
  const fits = (control) => control?.values?.length === sizes[control.name] && Array.isArray(control.rests);
  const fit = (places) => places.length === states && places.every((at) => at in frames.pool);
  const isLeaf = (leaf) => Array.isArray(leaf?.path) && typeof leaf.at === "string" && fit(wholes(leaf.at));
  return (
    frames.controls?.length === Object.keys(sizes).length &&
    frames.controls.every(fits) &&
    Array.isArray(frames.varying) &&
    frames.varying.every(isLeaf) &&
    isKnown(frames.base) &&
    isKnown(frames.pool)
  );
}

/** Whether all codes in a tree are known here. */
function isKnown(tree) {
  if (tree === null || typeof tree !== "object") return true;
  if (Array.isArray(tree)) return tree.every(isKnown);
  return Object.entries(tree).every(([key, part]) => (!key.startsWith("$") || CODES.includes(key)) && isKnown(part));
}

/** The index of a state, given the position of each control among its values. */
export function indexOf(frames, positions) {
  return frames.controls.reduce((index, control, number) => index * control.values.length + positions[number], 0);
}

/**
 * A view, { panels: [{ title, data, layout }], headline, reading, table: { columns, rows } }, and go(index), which takes
 * it to a state and returns what that changed: { path, kind, value, before }, the kinds being those of
 * vastus/explorer/redraw.py; at first everything changes, and nothing was before.
 */
export function openFrames(frames) {
  const view = expanded(frames.base, frames.pool);
  const places = frames.varying.map(({ at }) => wholes(at));
  const shown = [];
  const values = [];
  const go = (index) => {
    const changes = [];
    frames.varying.forEach(({ path, kind }, leaf) => {
      const at = places[leaf][index];
      if (at === shown[leaf]) return;
      shown[leaf] = at;
      const before = values[leaf];
      const value = expanded(frames.pool[at], frames.pool);
      values[leaf] = value;
      put(view, path, value);
      changes.push({ path, kind, value, before });
    });
    return changes;
  };
  return { view, go };
}

/** Write a value into a tree, in place. */
export function put(tree, path, value) {
  for (const key of path.slice(0, -1)) tree = tree[key];
  tree[path.at(-1)] = value;
}

/** The whole numbers that stand in letters, as vastus/explorer/letters.py writes them. */
function wholes(letters) {
  const found = [];
  let whole = 0;
  for (const letter of letters) {
    if (letter === "!") whole += LETTERS;
    else if (letter === " ") whole -= LETTERS;
    else found.push((whole += letter.charCodeAt(0) - (letter > "\\" ? 81 : 80)));
  }
  return found;
}

function expanded(value, pool) {
  if (Array.isArray(value)) return value.map((part) => expanded(part, pool));
  if (value === null || typeof value !== "object") return value;
  if ("$steps" in value) return wholes(value.$steps).map((whole) => value.low + value.step * whole);
  if ("$count" in value) {
    const gap = (value.to - value.from) / (value.$count - 1);
    return Array.from({ length: value.$count }, (_, i) => (i === value.$count - 1 ? value.to : value.from + gap * i));
  }
  if ("$like" in value) {
    const [first, ...parts] = value.$like; // then number and content of each cell that differs, counted row by row
    const isSentence = typeof pool[first] === "string";
    const rows = isSentence ? [pool[first].split(" ")] : pool[first];
    const other = new Map();
    for (let at = 0; at < parts.length; at += 2) other.set(parts[at], parts[at + 1]);
    let number = 0;
    const cellAt = (at, cell) => (other.has(at) ? other.get(at) : cell);
    const like = rows.map((row) => row.map((cell) => cellAt(number++, cell)));
    return isSentence ? like[0].join(" ") : like;
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, expanded(part, pool)]));
}
