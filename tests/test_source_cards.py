"""The cards of the sources: every source has one, and it says who was studied or that nobody was."""

import json

import pytest

from vastus import data, references, source_cards

CARDS = source_cards.cards()


def test_every_source_has_a_card():
    assert source_cards.problems() == []
    assert set(CARDS) == set(references.load())


def test_a_source_without_a_row_is_named():
    table = data.table("source_cards")
    (found,) = source_cards.problems(table[table["citekey"] != "cowan2001"])
    assert found == "data/evidence/source_cards.csv: found no row for cowan2001, expected one"


def test_a_card_holds_the_record_and_the_row():
    card = CARDS["cowan2001"]
    assert card["label"] == "Cowan et al. 2001" and card["authors"].startswith("Cowan SM, Bennell KL")
    assert card["number"] == "33 with pain, 33 without"
    assert card["read"] == "Read: abstract only."
    assert "PEDro rates the paper 3 of 10" in CARDS["holdenmediation"]["note"]
    assert "Vionic" in CARDS["holdenmediation"]["note"]


@pytest.mark.parametrize("citekey", CARDS)
def test_a_card_is_short(citekey):
    card = CARDS[citekey]
    assert 3 <= len(card["cited_for"].split()) <= 40
    assert len(card.get("people", "").split()) <= 20
    assert card["cited_for"].endswith(".") and card["cited_for"][0].isupper() | card["cited_for"][0].isdigit()


def test_a_cell_that_is_empty_is_left_out_and_not_shown_as_a_zero():
    assert "design" not in CARDS["welling2020"]
    assert all(text for card in CARDS.values() for text in card.values())


def test_quotation_marks_and_apostrophes_are_curly():
    for citekey, card in CARDS.items():
        assert not any(set("\"'") & set(text) for name, text in card.items() if name != "url"), citekey


def test_the_file_of_cards_is_the_same_every_time():
    assert source_cards.encoded() == source_cards.encoded()
    assert json.loads(source_cards.encoded()) == CARDS
