// The frames of an explorer: every state the build computed, looked up by what its controls say.
//
// - A state is an index into the frames, counted over the controls, the last one changing fastest.
// - decode() turns frames into one plain view, exactly as vastus/explorer/frames.py does.
// - Nothing here knows a document, so tests read every state of every explorer without a browser.

/** The index of a state, given the position of each control among its values. */
export function indexOf(frames, positions) {
  return frames.controls.reduce((index, control, number) => index * control.values.length + positions[number], 0);
}

/** One state's view: { panels: [{ title, data, layout }], headline, reading, table: { columns, rows } }. */
export function decode(frames, index) {
  const view = expanded(frames.base);
  for (const { path, at } of frames.varying) put(view, path, expanded(frames.pool[at[index]]));
  return view;
}

function expanded(value) {
  if (Array.isArray(value)) return value.map(expanded);
  if (value === null || typeof value !== "object") return value;
  if ("$deltas" in value) {
    let whole = 0;
    return value.$deltas.map((delta) => value.low + value.step * (whole += delta));
  }
  if ("$count" in value) {
    const gap = (value.to - value.from) / (value.$count - 1);
    return Array.from({ length: value.$count }, (_, i) => value.from + gap * i);
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, expanded(part)]));
}

function put(tree, path, value) {
  for (const key of path.slice(0, -1)) tree = tree[key];
  tree[path.at(-1)] = value;
}
