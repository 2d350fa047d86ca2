// Copying a text: to the clipboard, or else, where a browser does not let a page write to it, selected to be copied.

/** Copies `text`; where that fails, calls `select`. Says in `status` what has become of it. */
export async function copy(text, select, status) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Copied.";
  } catch {
    select();
    status.textContent = "Selected: copy it with your device's own command.";
  }
}
