// Draws posters, in a page that a browser without a window opens while the book is built (posters.py).
//
// - A classic script: the page is a file, and files may not import modules.
// - What was drawn is left in the page as JSON, for each figure: the SVG layers of each panel in each size, and a picture
//   for links to it. What went wrong is left there too.
// - The browser hands the page over when it has loaded. That waits for this script, with the promises that it can keep at
//   once, and for images; so nothing here may wait for anything else.

const SETTINGS = { displayModeBar: false };

async function layers(data, layout, [width, height]) {
  const place = document.body.appendChild(document.createElement("div"));
  await Plotly.newPlot(place, data, { ...layout, width, height }, SETTINGS);
  const drawn = [...place.querySelectorAll(".main-svg")].map((layer) => new XMLSerializer().serializeToString(layer));
  Plotly.purge(place);
  place.remove();
  return drawn;
}

async function panel({ data, layout, sizes }) {
  const drawn = {};
  for (const [size, pixels] of Object.entries(sizes)) drawn[size] = await layers(data, layout, pixels);
  return drawn;
}

/** The title of a figure beside its first panel, on a canvas that is done when the page has loaded. */
function preview({ title, panels: [{ sizes }] }, [{ wide }], look) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = look.size;
  const pen = canvas.getContext("2d");
  for (const [colour, ...box] of look.boxes) {
    pen.fillStyle = colour;
    pen.fillRect(...box);
  }
  for (const { text = title, font, colour, at, width, line } of look.words) {
    pen.font = font;
    pen.fillStyle = colour;
    wrapped(pen, text, width).forEach((words, number) => pen.fillText(words, at[0], at[1] + number * line));
  }
  const [width, height] = sizes.wide;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${wide.join("")}</svg>`;
  const image = new Image();
  image.onload = () => {
    const [left, top, room, tall] = look.picture;
    const scale = Math.min(room / width, tall / height);
    const [across, down] = [width * scale, height * scale];
    pen.drawImage(image, left + (room - across) / 2, top + (tall - down) / 2, across, down);
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return canvas;
}

function wrapped(pen, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const result = { error: "the page had loaded before all was drawn" };

async function drawAll({ figures, look }) {
  const drawn = [];
  for (const figure of figures) {
    const panels = [];
    for (const one of figure.panels) panels.push(await panel(one));
    drawn.push({ panels, canvas: preview(figure, panels, look) });
  }
  result.figures = drawn;
  delete result.error;
}

drawAll(JSON.parse(document.querySelector("#wanted").textContent)).catch((error) => {
  result.error = String(error);
});

addEventListener("load", () => {
  const figures = result.figures?.map(({ panels, canvas }) => ({ panels, preview: canvas.toDataURL("image/png") }));
  const place = document.body.appendChild(document.createElement("pre"));
  place.id = "drawn";
  place.textContent = JSON.stringify({ ...result, figures });
});
