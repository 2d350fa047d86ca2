// The data behind the picture of an explorer, as a table in which only the cells that differ are written.

import { setText } from "./set-text.js";

/** Show such columns and rows of text. */
export function showTable(table, { columns, rows }) {
  fill(table.tHead, [columns], "th");
  fill(table.tBodies[0], rows, "td");
}

function fill(part, rows, tag) {
  const { rows: standing } = part;
  const fits = standing.length === rows.length && rows.every(({ length }, at) => standing[at].cells.length === length);
  if (!fits) part.replaceChildren(...rows.map((cells) => emptyRow(cells.length, tag)));
  rows.forEach((cells, at) => {
    const places = standing[at].cells;
    cells.forEach((text, column) => setText(places[column], text));
  });
}

function emptyRow(length, tag) {
  const row = document.createElement("tr");
  for (let column = 0; column < length; column++) {
    const cell = document.createElement(tag);
    if (tag === "th") cell.scope = "col";
    row.append(cell);
  }
  return row;
}
