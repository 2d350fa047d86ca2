// The words of an element, written so that its style stays as it is: another text node would have it worked out anew,
// and with it whatever a style sheet asks of an element that has others in it (:has, :empty).

/** Have an element hold this text and nothing else. */
export function setText(element, text) {
  const { firstChild: words } = element;
  if (words instanceof Text && !words.nextSibling && text) {
    if (words.data !== text) words.data = text;
  } else if (element.textContent !== text) element.textContent = text;
}
