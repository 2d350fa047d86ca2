// Light or dark as the reader's device has it, for pages without the theme's own switch.

/** Follows the device from now on; gives what stops it. */
export function followDevice() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", follow);
  follow();
  return () => dark.removeEventListener("change", follow);
}
