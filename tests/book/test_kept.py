"""What is kept between builds: found while it holds, and gone by age alone."""

import os
import select
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from vastus.book import kept, rests_on


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    with ThreadPoolExecutor() as here:  # a process apart would not see what a test changes
        monkeypatch.setattr(kept, "_makers", lambda: here)
        yield


def make(content, thing="file README.md"):
    return {"a.txt": content.encode()}, {thing: rests_on.fingerprint(thing)}


def test_a_product_is_made_once_while_it_holds(folder):
    made = kept.made("a", make, "first")
    again = kept.made("a", make, "second")
    assert again == made
    assert [path.read_text() for path in again.files] == ["first"]


def test_a_product_is_made_anew_when_what_it_rests_on_is_another(folder, monkeypatch):
    kept.made("a", make, "first")
    monkeypatch.setattr(rests_on, "fingerprint", lambda thing: "another")
    assert kept.find("a") is None


def test_those_who_make_hold_nothing_open_that_this_process_has_open():
    read, write = os.pipe()
    with kept._makers.__wrapped__() as makers:
        assert makers.submit(os.getpid).result() != os.getpid()
        os.close(write)
        assert select.select([read], [], [], 5)[0], "the line is still held open by another process"
    os.close(read)


def test_makes_of_two_states_of_the_course_stand_side_by_side(folder, monkeypatch):
    kept.made("a", make, "first")
    with monkeypatch.context() as changed:
        changed.setattr(rests_on, "fingerprint", lambda thing: "another")
        assert [path.read_text() for path in kept.made("a", make, "second").files] == ["second"]
    assert [path.read_text() for path in kept.find("a").files] == ["first"]


def test_a_make_that_was_interrupted_is_not_found(folder):
    product = kept.made("a", make, "half")
    (product.folder / kept.NOTED).unlink()
    assert kept.find("a") is None


def test_a_make_goes_when_no_build_has_used_it_for_a_month_and_no_sooner(folder):
    old, used = kept.made("old", make, "old"), kept.made("used", make, "used")
    long_ago = time.time() - (kept.DAYS + 1) * 86_400
    for product in (old, used):
        os.utime(product.folder / kept.NOTED, (long_ago, long_ago))
    kept.find("used")
    kept.drop_old()
    assert not old.folder.exists()
    assert used.folder.exists()
