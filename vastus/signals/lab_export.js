// Reads the table in a laboratory's export: the rules of `lab_export.py`, in words there, held to the same files.

const SLOWEST_HZ = 50;
const SAMPLED_LINES = 400;
const ROWS_AT_ONCE = 50_000;
const [TABLE_FROM, TABLE_TO] = [0.2, 0.95]; // of the whole reading
const JITTER = 0.01;
const GAP = 1.5;
const [LEAST_STEP_S, MOST_STEP_S] = [1e-9, 100];
const SEPARATORS = { tabs: "\t", semicolons: ";", commas: ",", spaces: null };
const MISSING = new Set(["", "nan", "na", "n/a", "null", "-", "none"]);
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const UNITS = { s: "s", sec: "s", seconds: "s", ms: "ms", msec: "ms", min: "min", v: "V", volts: "V", mv: "mV", uv: "µV", "µv": "µV", "μv": "µV" };
const TO_S = { s: 1, ms: 1e-3, min: 60 };
const OTHER_UNITS = new Set(["", "-", "deg", "°", "%", "n", "nm", "g", "hz"]);
const IN_BRACKETS = /^(.*?)[\s_]*[[(]\s*([^\])]*?)\s*[\])]\s*$/;
const AT_THE_END = /^(.*?)[\s_,]+(uv|µv|μv|mv|v|s|sec|ms|msec)$/i;
const TIME = /^(time|times|t|x|zeit|temps|tiempo|tempo|tid|tijd|timestamp)$/i;
const COUNTER = /^(nseq|sample|samples|index|frame|#)$/i;
const MUSCLES = {
  VM: /(^|\s)(vmo?|vast[\p{L}\d_]*\s?med[\p{L}\d_]*)(\s|\d|$)/iu,
  VL: /(^|\s)(vlo?|vast[\p{L}\d_]*\s?lat[\p{L}\d_]*)(\s|\d|$)/iu,
};
const CHANNELS = /^\s*(\d+)\s+channels?\s*$/i;
const NUMBERED = /^CH\d+$/i;
const SAID_RATE = String.raw`sampl\w*[ _](?:rate|freq\w*)[^0-9\n]{0,20}?(\d+(?:[.,]\d+)?)\s*`;
const RATES = [
  [/(\d+(?:[.,]\d+)?)\s*(?:msec|ms)\s*\/\s*sample/i, (value) => 1000 / value],
  [new RegExp(`${SAID_RATE}khz`, "i"), (value) => 1000 * value],
  [new RegExp(SAID_RATE, "i"), (value) => value],
];

export class ExportError extends Error {}

/**
 * Reads bytes: ``{ columns: [{ name, unit, muscle }], values: [Float64Array], samplingHz, startS, notes, firstRow }``.
 * ``givenHz`` serves a file without times and without a rate of its own, ``time`` names a column of times that does
 * not say so itself; ``tell`` is told how much has been read, from 0 to 1.
 */
export function read(bytes, givenHz = null, time = null, tell = () => {}) {
  const [text, encoding] = decoded(bytes);
  const lines = text.split(/\r\n|\r|\n/);
  tell(TABLE_FROM);
  const { separator, decimal, width } = layout(lines);
  let [first, last] = span(lines, separator, decimal, width);
  const { header, units, preamble } = names(lines.slice(0, first), separator, width);
  if (isCountOfSamples(lines, first, last, separator)) first += 1;
  const all = numbers(lines, first, last, separator, decimal, width, tell);
  const filled = all.flatMap((values, at) => (header[at] || values.some((one) => !Number.isNaN(one)) ? [at] : []));
  const columns = filled.map((at) => columnOf(header[at] || `column ${at + 1}`, units[at]));
  let table = filled.map((at) => all[at]);
  const notes = [`${encoding}, ${separator}, decimal ${decimal === "." ? "point" : "comma"}`];
  if (lines.slice(last).some((line) => line.trim())) notes.push(`words after row ${last} left out`);
  const foundHz = rateIn(preamble.join("\n"));
  const times = timeColumns(columns, table, time, !foundHz);
  let samplingHz;
  let startS = 0;
  if (times.length) {
    const decimals = decimalsOf(lines.slice(first, first + SAMPLED_LINES), separator, decimal, filled[times[0]]);
    const found = grid(table[times[0]], columns[times[0]], decimals, first);
    table = table.map((values) => values.slice(...found.kept));
    first += found.kept[0];
    ({ samplingHz, startS } = found);
    notes.push(...found.notes);
  } else {
    samplingHz = givenHz || foundHz;
    if (!samplingHz) throw new ExportError("no column of times and no sampling rate in the file; say the rate, in Hz");
    notes.push(`${short(samplingHz)} Hz ${samplingHz === foundHz ? "from the preamble" : "as said"}`);
  }
  const channels = columns.flatMap(({ name }, at) => (times.includes(at) || COUNTER.test(name) ? [] : [at]));
  if (!channels.length) throw new ExportError("one column only; expected one for VM and one for VL");
  return {
    columns: channels.map((at) => columns[at]),
    values: channels.map((at) => table[at]),
    samplingHz,
    startS,
    notes,
    firstRow: first + 1,
  };
}

/** A number as Python's ``:g`` writes it, with six digits. */
export function short(value) {
  return String(Number(value.toPrecision(6)));
}

function decoded(bytes) {
  if (bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))) {
    throw new ExportError("the file is empty; expected a table with a column for VM and one for VL");
  }
  const as = (encoding, fatal = false) => new TextDecoder(encoding, { fatal }).decode(bytes);
  const begins = (...head) => head.every((byte, at) => bytes[at] === byte);
  if (begins(0xef, 0xbb, 0xbf)) return [as("utf-8"), "UTF-8 with a mark"];
  if (begins(0xff, 0xfe)) return [as("utf-16le"), "UTF-16"];
  if (begins(0xfe, 0xff)) return [as("utf-16be"), "UTF-16"];
  const head = bytes.subarray(0, 2000);
  for (const [odd, encoding] of [[1, "utf-16le"], [0, "utf-16be"]]) {
    if (head.filter((byte, at) => at % 2 === odd && byte === 0).length > (0.4 * head.length) / 2) {
      return [as(encoding), "UTF-16"];
    }
  }
  try {
    return [as("utf-8", true), "UTF-8"];
  } catch {
    return [as("windows-1252"), "Latin-1"];
  }
}

/** The fields of a line, without quotes and the spaces around them. */
function fieldsOf(line, separator) {
  const sign = SEPARATORS[separator];
  let parts;
  if (sign && line.includes('"')) {
    const found = [...line.matchAll(new RegExp(`"([^"]*)"\\s*(?:${sign}|$)|([^${sign}]*)(?:${sign}|$)`, "g"))];
    parts = found.map(([, quoted, plain]) => quoted || plain || "");
    if (!line.trimEnd().endsWith(sign)) parts.pop(); // the expression also matches the empty end
  } else {
    parts = sign ? line.split(sign) : line.trim().split(/\s+/);
  }
  return parts.map((part) => part.trim().replace(/^['"]+|['"]+$/g, "").trim());
}

function isNumber(field, decimal) {
  return NUMBER.test(decimal === "," && !field.includes(".") ? field.replaceAll(",", ".") : field);
}

function isMissing(field) {
  return MISSING.has(field.toLowerCase());
}

/** Whether fields are numbers, at least one of them, or missing; and as many as they should be. */
function isRow(fields, decimal, width = fields.length) {
  if (fields.length !== width) return false;
  return (
    fields.some((field) => isNumber(field, decimal)) &&
    fields.every((field) => isNumber(field, decimal) || isMissing(field))
  );
}

/** Separator, decimal sign and number of columns that make most of the lines rows of numbers. */
function layout(lines) {
  const filled = lines.filter((line) => line.trim());
  const step = Math.max(1, Math.floor(filled.length / SAMPLED_LINES));
  const sample = filled.filter((_, at) => at % step === 0);
  let best = { count: 0, width: 0 };
  for (const separator of Object.keys(SEPARATORS)) {
    for (const decimal of ".,") {
      if (separator === "commas" && decimal === ",") continue;
      const counts = new Map();
      for (const line of sample) {
        const fields = fieldsOf(line, separator);
        if (isRow(fields, decimal)) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
      }
      for (const [width, count] of [...counts].sort(([one], [other]) => one - other)) {
        const most = Math.max(...counts.values());
        if (count < most) continue;
        if (count > best.count || (count === best.count && width > best.width)) {
          best = { count, width, separator, decimal };
        }
        break;
      }
    }
  }
  if (!best.count) throw new ExportError("no row of numbers found; expected a table with a column for VM and one for VL");
  return best;
}

/** Index of the first row of numbers, and the one after the last. */
function span(lines, separator, decimal, width) {
  const is = (line) => isRow(fieldsOf(line, separator), decimal, width);
  const first = lines.findIndex((line, at) => is(line) && (at + 1 >= lines.length || is(lines[at + 1])));
  if (first < 0) {
    throw new ExportError("no two rows of numbers stand together; expected a table with a column for VM and one for VL");
  }
  let last = lines.length;
  while (!is(lines[last - 1])) last--;
  return [first, Math.max(first + 1, last)];
}

/** Names and units of the columns, and the lines before them. */
function names(before, separator, width) {
  const oneByOne = namesOneByOne(before, separator, width);
  if (oneByOne) return oneByOne;
  const filled = before.flatMap((line, at) => (line.trim() ? [at] : []));
  const rows = filled
    .toReversed()
    .map((at) => [at, fieldsOf(before[at], separator)])
    .filter(([, fields]) => fields.length >= width && !fields.slice(width).some(Boolean))
    .map(([at, fields]) => [at, fields.slice(0, width)]);
  const none = Array(width).fill("");
  if (!rows.length || rows[0][0] !== filled[filled.length - 1]) return { header: none, units: none, preamble: before };
  let units = none;
  const nearest = rows[0][1].map((field) => field.replace(/^[[\]()]+|[[\]()]+$/g, "").toLowerCase());
  const areUnits = nearest.some(Boolean) && nearest.every((unit) => unit in UNITS || OTHER_UNITS.has(unit));
  if (rows.length > 1 && areUnits) {
    units = nearest.map((unit) => UNITS[unit] ?? "");
    rows.shift();
  }
  return { header: rows[0][1], units, preamble: before.slice(0, rows[0][0]) };
}

/** As ``names``, for a file that gives each name and each unit a line; null if it does not. */
function namesOneByOne(before, separator, width) {
  for (const [at, line] of before.entries()) {
    const count = Number(CHANNELS.exec(line)?.[1]);
    if ((count !== width && count !== width - 1) || before.length < at + 1 + 2 * count) continue;
    const pairs = before.slice(at + 1, at + 1 + 2 * count).map((one) => one.trim());
    const header = pairs.filter((_, number) => number % 2 === 0);
    const units = pairs.filter((_, number) => number % 2).map((unit) => UNITS[unit.toLowerCase()] ?? "");
    if (count < width) {
      const heads = before.slice(at + 1 + 2 * count).map((one) => fieldsOf(one, separator));
      const scale = heads.find((head) => head.some((field) => NUMBERED.test(field)))?.[0] ?? "";
      header.unshift("time");
      units.unshift(UNITS[scale.toLowerCase()] ?? "");
    }
    return { header, units, preamble: before.slice(0, at + 1) };
  }
  return null;
}

/** Whether the first row of numbers says, below ``CH1 CH2``, how many samples each channel holds. */
function isCountOfSamples(lines, first, last, separator) {
  if (!first || !fieldsOf(lines[first - 1], separator).some((field) => NUMBERED.test(field))) return false;
  const counts = fieldsOf(lines[first], separator).filter((field) => /^\d+$/.test(field)).map(Number);
  const rows = lines.slice(first + 1, last).filter((line) => line.trim()).length;
  return counts.length > 0 && Math.abs(Math.max(...counts) - rows) <= 1 + 0.01 * rows;
}

function labelAndUnit(name) {
  const found = IN_BRACKETS.exec(name) ?? AT_THE_END.exec(name);
  return found ? [found[1], UNITS[found[2].toLowerCase()] ?? ""] : [name, ""];
}

function columnOf(name, unit) {
  const [label, said] = labelAndUnit(name);
  const words = label.replace(/[_\-.:/]+/g, " ");
  const muscle = Object.keys(MUSCLES).find((one) => MUSCLES[one].test(words)) ?? "";
  return { name, unit: unit || said, muscle };
}

/** The columns as channels; NaN where a value is missing. */
function numbers(lines, first, last, separator, decimal, width, tell) {
  const columns = Array.from({ length: width }, () => new Float64Array(last - first));
  let rows = 0;
  for (let at = first; at < last; at++) {
    if (!lines[at].trim()) continue;
    const fields = fieldsOf(lines[at], separator);
    if (fields.length !== width) {
      throw new ExportError(`row ${at + 1}: ${fields.length} values, expected ${width} as in most rows`);
    }
    fields.forEach((field, column) => {
      const value = isNumber(field, decimal) ? Number(decimal === "," ? field.replaceAll(",", ".") : field) : NaN;
      if (isMissing(field) || Number.isFinite(value)) columns[column][rows] = value;
      else {
        const found = field.slice(0, 40);
        throw new ExportError(`row ${at + 1}, column ${column + 1}: found '${found}', expected a number`);
      }
    });
    rows++;
    if (rows % ROWS_AT_ONCE === 0) tell(TABLE_FROM + ((TABLE_TO - TABLE_FROM) * (at - first)) / (last - first));
  }
  return columns.map((column) => column.slice(0, rows));
}

/** Columns of times, the one to use first: those that say so, or else, to guess, one that rises and counts nothing. */
function timeColumns(columns, table, wanted, guess) {
  const names = columns.map(({ name }) => name);
  if (wanted !== null) {
    if (!names.includes(wanted)) {
      throw new ExportError(`no column '${wanted}' for the times; there are ${names.join(", ")}`);
    }
    return [names.indexOf(wanted)];
  }
  const named = columns.flatMap(({ name, unit, muscle }, at) =>
    !muscle && (unit in TO_S || TIME.test(labelAndUnit(name)[0])) ? [at] : [],
  );
  if (named.length || !guess) return named;
  const [values] = table;
  const counts = COUNTER.test(columns[0].name) || values.every((value, at) => !at || value - values[at - 1] === 1);
  const rises = values.every((value, at) => !at || value > values[at - 1]);
  return columns.length > 2 && values.length > 2 && !columns[0].muscle && rises && !counts ? [0] : [];
}

/** How many decimals the stamps were rounded to. */
function decimalsOf(lines, separator, decimal, column) {
  const found = lines.map((line) => fieldsOf(line, separator)[column]).filter((field) => field !== undefined);
  if (found.some((field) => field.toLowerCase().includes("e"))) return 15;
  return Math.max(0, ...found.map((field) => (field.includes(decimal) ? field.length - field.lastIndexOf(decimal) - 1 : 0)));
}

/** The rows to keep, the sampling rate, the first time in s, and what to say of it. */
function grid(all, column, decimals, first) {
  const lost = all.findIndex(Number.isNaN);
  if (lost >= 0) throw new ExportError(`row ${first + 1 + lost}, column ${column.name}: no time; expected a number`);
  if (all.length < 3) throw new ExportError(`${all.length} rows of numbers; expected a recording`);
  const steps = all.slice(1).map((value, at) => value - all[at]);
  const usual = median(steps) || (all[all.length - 1] - all[0]) / steps.length;
  const least = steps.reduce((best, step, at) => (step < steps[best] ? at : best), 0);
  if (steps[least] < 0 || usual <= 0) {
    throw new ExportError(`row ${first + 2 + least}, column ${column.name}: times go back or stand still; expected them to rise`);
  }
  const notes = [];
  const rounding = 10 ** -decimals;
  const gaps = [...steps.keys()].filter((at) => steps[at] > Math.max(GAP * usual, usual + 1.01 * rounding));
  let kept = [0, all.length];
  if (gaps.length) {
    const edges = [0, ...gaps.map((at) => at + 1), all.length];
    const parts = edges.slice(1).map((edge, at) => [edges[at], edge]);
    kept = parts.reduce((best, part) => (part[1] - part[0] > best[1] - best[0] ? part : best));
    const many = gaps.length > 1 ? `${gaps.length} gaps` : "a gap";
    notes.push(`${many} in the times, the first after row ${first + 1 + gaps[0]}: the longest part is used`);
  }
  const stamps = all.slice(...kept);
  if (stamps.length < 3) throw new ExportError("gaps between nearly all times; expected an even recording");
  const step = fittedStep(stamps);
  let toS = TO_S[column.unit] ?? 1;
  if (toS === 1 && 1 / step < SLOWEST_HZ) {
    const hz = Number((1 / step).toPrecision(3));
    notes.push(`a step of ${short(usual)} in the times would be ${hz} Hz in seconds: taken as ms. Is that so?`);
    toS = TO_S.ms;
  }
  if (!(step * toS <= MOST_STEP_S && step * toS > LEAST_STEP_S)) {
    throw new ExportError(`a step of ${short(usual)} in the times; expected that of a recording`);
  }
  const wholeHz = Math.round(1 / (step * toS));
  const explained = wholeHz && farthest(stamps, 1 / (wholeHz * toS)) <= Math.max(1e-6 * step, 0.51 * rounding);
  const samplingHz = explained ? wholeHz : Number((1 / (step * toS)).toFixed(3));
  const off = farthest(stamps, step);
  if (off > Math.max(JITTER * step, 0.51 * rounding)) {
    notes.push(`times are uneven by up to ${Number((1000 * off * toS).toPrecision(2))} ms: taken as even`);
  }
  notes.push(`${short(samplingHz)} Hz from the times${gaps.length ? "" : ", no gap"}`);
  return { kept, samplingHz, startS: stamps[0] * toS, notes };
}

/** The step of the even grid that fits best. */
function fittedStep(stamps) {
  const middle = (stamps.length - 1) / 2;
  const mean = stamps.reduce((sum, value) => sum + value, 0) / stamps.length;
  let [above, below] = [0, 0];
  stamps.forEach((value, at) => {
    above += (at - middle) * (value - mean);
    below += (at - middle) ** 2;
  });
  return above / below;
}

/** How far the farthest stamp lies from an even grid. */
function farthest(stamps, step) {
  let [low, high] = [Infinity, -Infinity];
  stamps.forEach((value, at) => {
    low = Math.min(low, value - step * at);
    high = Math.max(high, value - step * at);
  });
  return (high - low) / 2;
}

function median(values) {
  const sorted = values.toSorted();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function rateIn(preamble) {
  for (const [named, toHz] of RATES) {
    const found = named.exec(preamble);
    const value = found && Number(found[1].replace(",", "."));
    if (value) return toHz(value);
  }
  return null;
}
