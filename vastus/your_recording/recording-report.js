// What a reader takes along: the numbers as CSV, and a sentence fit for a section on methods.

const RULE_WORDS = {
  "3 SD held for 25 ms, 50 Hz": "stayed 3 SD above rest for 25 ms after a 50 Hz low-pass",
  "5 SD, mean of 25 ms, 15 Hz": "had a mean over 25 ms of 5 SD above rest after a 15 Hz low-pass",
  "Teager-Kaiser, 3 SD held for 25 ms, 50 Hz":
    "had a Teager-Kaiser energy that stayed 3 SD above rest for 25 ms after a 50 Hz low-pass",
};

/** A number with so many decimals and a true minus sign; a dash for what is not there. */
export function shown(value, decimals = 0) {
  if (value === null || Number.isNaN(value)) return "–";
  return value.toFixed(decimals).replace("-", "−").replace(/^−(0(\.0+)?)$/, "$1");
}

export function median(values) {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((one, other) => one - other);
  if (!sorted.length) return NaN;
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

export function methodsSentence({ samplingHz, bandHz, restMs, eventsMs, rules }, version) {
  const [from, to] = bandHz.map((hz) => shown(hz));
  const each = rules.map(({ name }) => RULE_WORDS[name]).join("; or ");
  return (
    `Signals sampled at ${Number(samplingHz.toFixed(3))} Hz were band-passed from ${from} to ${to} Hz (Butterworth, ` +
    `order 4 in each direction, zero lag) and rectified. Rest was the stretch from ${shown(restMs[0])} to ` +
    `${shown(restMs[1])} ms. In each of ${eventsMs.length} repetitions the onset of a muscle was the first sample from ` +
    `which the signal ${each} (The VMO Question, version ${version}).`
  );
}

export function numbers({ channels, samplingHz, bandHz, restMs, eventsMs, rules, measured, notes }, meter, version) {
  const rows = [
    ["The VMO Question", `version ${version}`],
    ["channels", ...channels],
    ["sampling_hz", samplingHz],
    ["band_hz", ...bandHz],
    ["filter_order_each_way", 4],
    ["rest_ms", ...restMs],
    ...notes.map((note) => ["read", note]),
    [],
    ["rule", "repetition", "from_ms", "to_ms", "vm_ms", "vl_ms", "delay_ms", "vm_verdict", "vl_verdict"],
  ];
  for (const { name, onsetsMs, verdicts, delaysMs } of rules) {
    eventsMs.forEach(([from, to], event) => {
      const numbersOfEvent = [from, to, onsetsMs[0][event], onsetsMs[1][event], delaysMs[event]].map((ms) => plain(ms));
      rows.push([name, event + 1, ...numbersOfEvent, verdicts[0][event], verdicts[1][event]]);
    });
  }
  rows.push([], ["channel", "snr_db", "rise_ms", "rise_from_ms", "rise_to_ms", "not measured because"]);
  measured.forEach((one, at) => {
    const found = one.refused ? ["", "", "", "", one.refused] : [plain(one.snrDb), one.rampMs, one.lowMs, one.highMs, ""];
    rows.push([channels[at], ...found]);
  });
  if (meter) {
    rows.push([], ["phantom meter, rule", "delay_ms", "trials", "share at least as far", "same noise", "start at once"]);
    rows.push([meter.rule, plain(meter.delayMs), meter.trials, plain(meter.share, 3), meter.equal, meter.step]);
  }
  return rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}

function plain(value, decimals = 1) {
  return Number.isNaN(value) ? "" : value.toFixed(decimals);
}

function quoted(cell) {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
