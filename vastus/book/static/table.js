// The data behind the picture of an explorer, as a table in which only the cells that differ are written.

import { setText } from "./set-text.js";

const shown = new WeakMap(); // parts of tables to their cells and what stands in them

/** Show such columns and rows of text. */
export function showTable(table, { columns, rows }) {
  fill(table.tHead, [columns], "th");
  fill(table.tBodies[0], rows, "td");
}

function fill(part, rows, tag) {
  const { cells, texts } = shown.get(part) ?? { texts: [] };
  const fits = texts.length === rows.length && rows.every(({ length }, row) => length === texts[row].length);
  if (fits) {
    rows.forEach((row, at) =>
      row.forEach((text, column) => text !== texts[at][column] && setText(cells[at][column], text)),
    );
    shown.set(part, { cells, texts: rows });
  } else {
    const made = rows.map((row) => row.map((text) => cellOf(text, tag)));
    part.replaceChildren(...made.map(rowOf));
    shown.set(part, { cells: made, texts: rows });
  }
}

function cellOf(text, tag) {
  const cell = document.createElement(tag);
  if (tag === "th") cell.scope = "col";
  cell.textContent = text;
  return cell;
}

function rowOf(cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}
