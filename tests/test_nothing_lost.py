"""No fact of the chapters was lost when they became lessons; see `nothing_lost`."""

import nothing_lost
import pytest
import yaml

CHAPTERS = sorted(path.stem for path in nothing_lost.FOLDER.glob("*.yml") if path != nothing_lost.DROPPED)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_sentence_with_a_source_or_a_number_still_has_its_passage(chapter):
    lost = nothing_lost.lost(chapter)
    assert not lost, f"{len(lost)} sentences of {chapter} stand nowhere:\n" + "\n".join(lost)


def test_what_was_dropped_on_purpose_was_there_and_has_its_reason():
    dropped = yaml.safe_load(nothing_lost.DROPPED.read_text(encoding="utf-8")) or {}
    for chapter, entries in dropped.items():
        said = yaml.safe_load((nothing_lost.FOLDER / f"{chapter}.yml").read_text(encoding="utf-8"))
        for entry in entries:
            assert entry["sentence"] in said, f"{chapter} never said: {entry['sentence']}"
            assert entry["reason"].strip(), f"dropped without a reason: {entry['sentence']}"


def test_a_sentence_is_missed_as_soon_as_a_number_or_a_source_of_it_is_gone(monkeypatch, tmp_path):
    import nbformat

    page = tmp_path / "knee-anatomy.ipynb"
    monkeypatch.setattr(nothing_lost, "CHAPTERS", tmp_path)
    monkeypatch.setattr(nothing_lost, "FOLDER", tmp_path)
    sentence = "In 18 people it was −3.5 mm {cite:p}`gallina2013`."
    (tmp_path / "knee-anatomy.yml").write_text(yaml.safe_dump([sentence], allow_unicode=True), encoding="utf-8")
    for text, expected in (
        ("The number was −3.5 mm, in 18 people {cite:p}`gallina2013,cowan2001`.", []),
        ("It was 3.5 mm in 18 people {cite:p}`gallina2013`.", [sentence]),
        ("In 18 people it was −3.5 mm.", [sentence]),
    ):
        cell = nbformat.v4.new_markdown_cell(text)
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), page)
        assert nothing_lost.lost("knee-anatomy") == expected
