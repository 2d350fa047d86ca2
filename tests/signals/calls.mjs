// Calls functions of the scripts beside `vastus.signals`: a list of [module, function, arguments] on standard input,
// their results, or the words of what they threw, on standard output. An argument {"$channel": […]} is a channel.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);

function given(value) {
  if (Array.isArray(value)) return value.map(given);
  return value?.$channel ? Float64Array.from(value.$channel) : value;
}

function plain(value) {
  if (ArrayBuffer.isView(value)) return Array.from(value, plain);
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
