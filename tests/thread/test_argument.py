"""The argument as data: the real file holds, and a broken copy says exactly where it is broken."""

import pytest
import yaml

from vastus import data
from vastus.thread import argument
from vastus.thread.argument import ArgumentError


@pytest.fixture
def edit(tmp_path):
    """Change the content of ``argument.yml``; gives the findings of reading it."""

    def change(how):
        content = yaml.safe_load(argument.FILE.read_text(encoding="utf-8"))
        how(content)
        path = tmp_path / "argument.yml"
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
        with pytest.raises(ArgumentError) as caught:
            argument.load(path)
        return str(caught.value).splitlines()

    return change


def test_every_position_stands_for_claims_and_every_link_has_its_sentences_and_sources():
    known = argument.load()
    claims = set(data.table("seed-claims")["id"])
    for position in known.positions.values():
        assert position.claims and set(position.claims) <= claims
    for link in known.links:
        assert link.source != link.target
        for sentence in (link.reason, link.test):
            assert sentence[0].isupper() and sentence.endswith(".") and ". " not in sentence
        assert link.citekeys


def test_no_claim_stands_for_two_positions_and_every_position_is_linked():
    known = argument.load()
    named = [claim for position in known.positions.values() for claim in position.claims]
    assert len(named) == len(set(named))
    assert {name for link in known.links for name in (link.source, link.target)} == set(known.positions)


def test_links_are_numbered_through_in_the_order_of_the_questions():
    known = argument.load()
    numbers = [number for question in known.questions for number, _ in known.links_to(question)]
    assert numbers == list(range(1, len(known.links) + 1))


def test_a_link_between_a_fact_and_a_value_is_one_of_value():
    # what bears on a question of value is weighed, whatever it rests on
    known = argument.load()
    ground = {side: question.ground for question in known.questions for side in question.sides}
    for link in known.links:
        assert link.ground == ground[link.target]


def test_an_unknown_claim_is_named_with_those_near_it(edit):
    (finding,) = edit(lambda content: content["positions"][0].update(claims=["S06", "S0Z"]))
    assert (
        finding == "argument.yml, position exists: found 'S0Z', expected a name that is there; near it: S80, S70, S60"
    )


def test_an_unknown_position_source_and_relation_are_all_named(edit):
    findings = edit(lambda content: content["links"][0].update(target="exist", citekeys=["smith2009"], relation="hits"))
    assert [finding.split(", expected")[0] for finding in findings] == [
        f"argument.yml, link 1: found '{name}'" for name in ("exist", "hits", "smith2009")
    ]
    assert "near it: exists" in findings[0]


def test_a_missing_and_an_unknown_field_say_where(edit):
    def rename(content):
        content["links"][2]["why"] = content["links"][2].pop("reason")

    assert edit(rename) == [
        "argument.yml, links 3: reason: not found, expected a value",
        "argument.yml, links 3: why: unknown field",
    ]


def test_a_position_on_no_side_and_links_out_of_order_are_named(edit):
    def disorder(content):
        content["links"].reverse()
        content["questions"][0]["left"] = "no-part"

    assert edit(disorder) == [
        "argument.yml, position exists: found on 0 sides of questions, expected one",
        "argument.yml, position no-part: found on 2 sides of questions, expected one",
        "argument.yml, links: found out of order, expected the order of the questions they lead to",
    ]


def test_a_key_that_stands_twice_is_told_with_its_place(tmp_path):
    path = tmp_path / "argument.yml"
    text = argument.FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("id: exists\n", "id: exists\n    id: other\n", 1), encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"argument.yml, line \d+, column \d+: found the key 'id' twice"):
        argument.load(path)
