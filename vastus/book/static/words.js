// Words in a drawing of plotly.js, written and placed as it does it.

import { setText } from "./set-text.js";

const SVG = "http://www.w3.org/2000/svg";
const LINE_EM = 1.3; // from line to line
const MARKUP = /<(?!br>)|[&$\n]/; // what plotly.js makes more of than words

/** Whether a text can be written here: words, and nothing but ends of lines between them. */
export const isPlain = (text) => !MARKUP.test(text);

export const linesOf = (text) => text.split("<br>");

/** The height of some lines, in heights of a letter. */
export const heightEm = (lines) => (lines - 1) * LINE_EM + 1;

/** Write a text into an element; gives whether it has another number of lines now, and is to be placed anew. */
export function write(element, text) {
  const lines = linesOf(text);
  const standing = drawnLines(element);
  const isAsHigh = lines.length === Math.max(standing.length, 1);
  if (lines.length === 1) setText(element, text);
  else if (isAsHigh) standing.forEach((line, number) => setText(line, lines[number]));
  else element.replaceChildren(...lines.map(lineOfText));
  return !isAsHigh;
}

export function place(element, x, y) {
  for (const part of [element, ...drawnLines(element)]) {
    part.setAttribute("x", x);
    part.setAttribute("y", y);
  }
}

const drawnLines = ({ children }) => [...children].filter(({ classList }) => classList.contains("line"));

function lineOfText(text, number) {
  const line = document.createElementNS(SVG, "tspan");
  line.setAttribute("class", "line");
  line.setAttribute("dy", `${number * LINE_EM}em`);
  line.textContent = text;
  return line;
}
