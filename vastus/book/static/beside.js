// Where a popover goes that belongs to a word of the text.

const GAP_PX = 6;
const MARGIN_PX = 8;

/** Places an open popover below a link, or above where there is no room, and within the window. */
export function placeBeside(popover, link) {
  const word = link.getBoundingClientRect();
  const rightmost = document.documentElement.clientWidth - MARGIN_PX - popover.offsetWidth;
  const below = word.bottom + GAP_PX;
  const above = word.top - GAP_PX - popover.offsetHeight;
  const lowest = innerHeight - MARGIN_PX - popover.offsetHeight;
  const top = below <= lowest || above < 0 ? Math.max(MARGIN_PX, Math.min(below, lowest)) : above;
  popover.style.left = `${scrollX + Math.max(MARGIN_PX, Math.min(word.left, rightmost))}px`;
  popover.style.top = `${scrollY + top}px`;
}
