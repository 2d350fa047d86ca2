// Print, for each file of frames given, a digest of the view that the page's frames.js shows in every state.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const [script, ...files] = process.argv.slice(2);
const { openFrames } = await import(script);

function feed(hash, value) {
  if (Array.isArray(value) && value.length && value.every((item) => typeof item === "number")) {
    hash.update("#");
    hash.update(Float64Array.from(value));
  } else if (typeof value === "number") {
    hash.update("#");
    hash.update(Float64Array.of(value));
  } else if (Array.isArray(value)) {
    hash.update(`[${value.length}`);
    for (const item of value) feed(hash, item);
  } else if (value !== null && typeof value === "object") {
    for (const key of Object.keys(value).sort()) {
      hash.update(`{${key}`);
      feed(hash, value[key]);
    }
  } else {
    hash.update(JSON.stringify(value));
  }
}

const digests = {};
for (const file of files) {
  const frames = JSON.parse(readFileSync(file, "utf8"));
  const { view, go } = openFrames(frames);
  const states = frames.controls.reduce((count, { values }) => count * values.length, 1);
  digests[frames.name] = Array.from({ length: states }, (_, index) => {
    go(index);
    const hash = createHash("md5");
    feed(hash, view);
    return hash.digest("hex");
  });
}
process.stdout.write(JSON.stringify(digests));
