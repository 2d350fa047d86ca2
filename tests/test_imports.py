"""What a learner's first cell imports: nothing that is slow to start and not needed yet."""

import subprocess
import sys

# jsonschema pulled in rfc3987_syntax, which builds a grammar for 1.2 s; the rest cost 0.2 to 0.9 s each
SLOW = {"rfc3987_syntax", "frictionless", "scipy.stats", "ipywidgets", "sphinx", "jupyter_book"}


def slow_modules_after(code):
    """Those of ``SLOW`` that are imported once ``code`` has run in a process of its own."""
    code += f"; import sys; print(*(name for name in {sorted(SLOW)} if sys.modules.get(name)))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_explorers_and_quizzes_pulls_in_nothing_slow():
    assert slow_modules_after("import vastus.explorers, vastus.quiz") == set()


def test_reading_a_bank_pulls_in_no_format_checker_and_no_model_that_it_does_not_ask():
    assert slow_modules_after("from vastus import quiz; quiz.load('cases')") <= {"frictionless"}


def test_a_table_is_checked_only_when_it_is_read():
    assert slow_modules_after("from vastus import data; data.names()") == set()
    assert slow_modules_after("from vastus import data; data.table('prevalence')") == {"frictionless"}


def test_the_format_checker_passed_over_is_still_there_for_others():
    code = "import vastus.json_schema, importlib.util; assert importlib.util.find_spec('rfc3987_syntax')"
    assert slow_modules_after(code) == set()
