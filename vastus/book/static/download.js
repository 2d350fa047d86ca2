// Downloads that may fail: tried twice, and then again whenever the reader asks.

/** Fetch JSON, at the second attempt where the first fails. */
export async function fetchJson(url) {
  const once = async () => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  };
  return once().catch(once);
}

/** Run a classic script, at the second attempt where the first fails. */
export function runScript(url) {
  const once = () =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = () => {
        script.remove();
        reject(new Error(`${url} could not be loaded`));
      };
      document.head.append(script);
    });
  return once().catch(once);
}

/** A style sheet from a file, as an element that may have attributes. */
export function bringStyle(url, attributes = {}) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: url, ...attributes });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`${url} could not be loaded`));
    };
    document.head.append(link);
  });
}

/** What `load` brings; as long as it fails, `words` stand in the figure with a button that has it done again. */
export async function orAskAgain(figure, load, words) {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      console.warn(`explorer ${figure.dataset.explorer}:`, error.message);
      await askedAgain(figure, words);
    }
  }
}

async function askedAgain(figure, words) {
  const note = figure.querySelector("[data-trouble]") ?? newNote(figure);
  note.prepend(`${words} `);
  await new Promise((resolve) => note.querySelector("button").addEventListener("click", resolve));
  note.remove();
}

function newNote(figure) {
  const note = document.createElement("p");
  note.className = "vastus-note";
  note.dataset.trouble = "";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try again";
  note.append(button);
  figure.querySelector("[data-stage]").after(note);
  return note;
}
