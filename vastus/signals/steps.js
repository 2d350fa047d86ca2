// Long work as generators: each `yield` gives the share that is done, `return` the result, so that a worker can tell how
// far it is and hear that it should stop.

/** The result of such work, done in one go. */
export function atOnce(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Work whose shares are those of a part of longer work. */
export function* part(steps, from, to) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield from + (to - from) * value;
  }
}
