"""The diary as it is written into a page: whole, with the programme's own table, and nothing a strict page forbids."""

import json
import re
import subprocess
import sys
from html import unescape

from vastus import diary, programme, red_flags
from vastus.book import mime_renderer
from vastus.notebook import diary as shown
from vastus.notebook.mime import MIME_TYPE

HTML = diary.html("../handout/step-down.html", "progress.html")


def test_it_carries_the_whole_programme_and_words_for_all_that_can_come_of_a_week():
    (text,) = re.findall(r'data-programme="([^"]*)"', HTML)
    table = json.loads(unescape(text))
    assert {name: table[name] for name in programme.lookup()} == json.loads(json.dumps(programme.lookup()))
    decided = {rule for level in table["next"] for steps in level if steps for *_, rule in steps.values()}
    assert decided == set(table["moves"]) <= set(table["rules"])
    assert set(table["outcomes"]) == set(programme.VERDICTS)


def test_it_asks_for_every_start_every_pain_rule_and_every_pain_there_is():
    for name, values in (
        ("start", programme.STARTS),
        ("pain_rule", programme.PAIN_RULES),
        ("pain", range(programme.MOST_PAIN + 1)),
    ):
        assert re.findall(f'name="{name}" value="([^"]*)"', HTML) == [str(value) for value in values]


def test_it_has_no_style_and_no_script_and_says_when_to_stop_in_the_words_of_the_list():
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", HTML)
    assert red_flags.load().stop in unescape(HTML)


def test_a_notebook_points_to_it_and_the_book_puts_it_there_and_what_it_points_to_runs():
    bundle = shown.show()._repr_mimebundle_()
    assert bundle["text/plain"] == diary.SHOWN
    files, rests_on = mime_renderer._twin(bundle[MIME_TYPE], "../", 1)
    page = files["twin.html"].decode()
    assert 'href="../handout/step-down.html"' in page and 'href="../chapters/progress.html"' in page
    assert "file vastus/programme.py" in rests_on and "table step_down_dosage_trials" in rests_on
    (code,) = re.findall(r"```python\n(.*?)```", bundle["text/markdown"], re.DOTALL)
    subprocess.run([sys.executable, "-c", code], check=True)
