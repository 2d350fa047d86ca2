"""What settles a question, as the page for a class shows it where it is a text."""

import re

from vastus.gradebook import settling
from vastus.quiz.bank import load_all


def test_a_text_that_settles_a_question_is_there_to_read_without_its_markup():
    asked = {item.answered_by for bank in load_all().values() for item in bank.items if item.answered_by}
    texts = {place for place in asked if "?" not in place}
    shown = settling.html(texts)
    for place in texts:
        _, passage = shown[place].split("<summary>Read it here</summary>")
        words = re.sub("<[^>]+>", " ", passage)
        assert len(words.split()) > 5, place
        assert not re.search(r"\{\w+\}|\]\(|:::|\$|^\(", words), (place, words)
