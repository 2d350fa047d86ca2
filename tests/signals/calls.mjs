// Calls functions of the scripts beside `vastus.signals`: a list of [module, function, arguments] on standard input,
// their results, or the words of what they threw, on standard output. An argument {"$channel": […]} is a channel, and
// {"$bytes": […]} what a file holds.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);

function given(value) {
  if (Array.isArray(value)) return value.map(given);
  if (value?.$bytes) return Uint8Array.from(value.$bytes);
  if (value?.$channel) return Float64Array.from(value.$channel, (one) => one ?? NaN);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, given(v)]));
  return value;
}

function plain(value) {
  if (ArrayBuffer.isView(value)) return Array.from(value, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  return Number.isNaN(value) ? null : value;
}

const results = [];
for (const [module, name, values] of JSON.parse(readFileSync(0, "utf8"))) {
  const called = (await import(`${pathToFileURL(folder)}/${module}`))[name];
  try {
    results.push(plain(called(...given(values))));
  } catch (error) {
    results.push({ threw: error.message });
  }
}
console.log(JSON.stringify(results));
