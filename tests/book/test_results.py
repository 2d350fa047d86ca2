"""Results of slow functions: kept while the code they come from is the same, and no longer."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from vastus import slow
from vastus.book import kept, rests_on, results
from vastus.signals import phantom

TRIALS = 3, 10.0, 20.0, 100, 1, (("held", 3.0, 25.0, 50.0),)
MADE_BY = ("phantom", "vasti", "activation", "surface_emg", "onsets", "processing")


@pytest.fixture(autouse=True)
def nothing_known(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    monkeypatch.setattr(slow, "known", {})
    with ThreadPoolExecutor() as here:
        monkeypatch.setattr(kept, "_makers", lambda: here)
        yield


def in_another_process(*trials):
    slow.known.clear()
    return results.kept_for("toy", lambda: phantom.delays_ms(*trials))


def test_what_was_computed_once_is_not_computed_again_and_is_the_same(monkeypatch):
    first = in_another_process(*TRIALS)
    monkeypatch.setattr(phantom, "_found_in_noise_ms", lambda *given: pytest.fail("computed again"))
    np.testing.assert_array_equal(in_another_process(*TRIALS), first)


def test_another_question_is_computed_and_what_nobody_asks_any_more_goes():
    first, other = in_another_process(*TRIALS), in_another_process(4, *TRIALS[1:])
    assert first.shape == (1, 3) and other.shape == (1, 4)
    assert [*results._read(kept.find("results.toy"))] == [f"vastus.signals.phantom.delays_ms{(4, *TRIALS[1:])!r}"]


@pytest.mark.parametrize("changed", [f"file vastus/signals/{module}.py" for module in MADE_BY] + ["libraries"])
def test_a_change_of_any_code_that_a_result_comes_from_is_seen(monkeypatch, changed):
    in_another_process(*TRIALS)
    assert kept.find("results.toy")
    fingerprint = rests_on.fingerprint
    monkeypatch.setattr(rests_on, "fingerprint", lambda thing: "another" if thing == changed else fingerprint(thing))
    assert kept.find("results.toy") is None


def test_an_explorer_s_own_file_is_none_of_it():
    in_another_process(*TRIALS)
    assert not any("explorer" in thing for thing in kept.find("results.toy").rests_on)
