"""The text file for Anki, imported by Anki itself."""

import pytest
from anki.collection import Collection, ImportCsvRequest

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export, plain


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def bring_in(collection, bank, folder):
    (content,) = export(bank, FORMATS["anki"]).files.values()
    path = folder / "notes.txt"
    path.write_bytes(content)
    metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
    return collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log


def notes(collection):
    found = (collection.get_note(note) for note in collection.find_notes(""))
    return {note.guid.removeprefix("vmo-question-"): note for note in found}


def test_anki_makes_a_card_of_each_question_in_the_chapters_deck(bank, collection, tmp_path):
    log = bring_in(collection, bank, tmp_path)
    made = notes(collection)
    practice = [item for item in bank.items if item.pool == "practice"]
    assert list(made) == [question.id for question in plain.questions(practice)]
    assert len(log.new) == log.found_notes == len(made)
    decks = {collection.decks.name(card.did) for note in made.values() for card in note.cards()}
    assert decks == {"The VMO Question::Every type"}
    assert made["one"].tags == ["every-type", "known", "vmo-question"]


def test_the_front_asks_and_the_back_answers_with_reasons_and_sources(bank, collection, tmp_path):
    bring_in(collection, bank, tmp_path)
    made = notes(collection)
    front, back = made["one"].fields
    one = next(item for item in bank.items if item.id == "one")
    assert plain.html(one.stem) in front and "<li>Second</li>" in front and "Think of the signs." in front
    assert "The second it is." not in front
    assert back.startswith("<p><b>B. Second</b> The second it is.</p>")
    assert back.endswith(f"{plain.explanation(plain.questions([one])[0])}<p><small>{plain.SHORT_CREDIT}</small></p>")
    assert "<b>-17.25</b>, give or take 0.2" in made["count"].fields[1]
    assert "<li>Femur: <b>Thigh</b></li>" in made["belong"].fields[1]
    assert made["person-done"].fields[0].startswith("<p>A runner of 24</p><p>She has pain.</p>")


def test_the_drawing_is_inside_its_card_and_gives_no_name_away(bank, collection, tmp_path):
    bring_in(collection, bank, tmp_path)
    front, back = notes(collection)["find"].fields
    assert '<img src="data:image/svg+xml;base64,' in front and "<li>" not in front
    assert "Vastus medialis. There it is." in back


def test_importing_again_changes_the_notes_that_are_there(bank, collection, tmp_path):
    bring_in(collection, bank, tmp_path)
    before = {name: note.id for name, note in notes(collection).items()}
    log = bring_in(collection, bank, tmp_path)
    assert not log.new and {name: note.id for name, note in notes(collection).items()} == before


def test_no_reserved_item_is_in_a_deck(bank):
    (content,) = export(bank, FORMATS["anki"]).files.values()
    assert b"secret" not in content
    assert not export(bank, FORMATS["anki"], pools=("reserved",)).files


@pytest.mark.parametrize("chapter", chapters())
def test_anki_reads_every_note_of_the_course(chapter, collection, tmp_path):
    log = bring_in(collection, load(chapter), tmp_path)
    carried = export(load(chapter), FORMATS["anki"]).items
    assert log.found_notes == len(log.new) == len(plain.questions(carried)) > 0
