"""The film: the page's person in Pillow, in the time of the page, and MP4 only where ffmpeg is."""

import numpy as np
import pytest
from PIL import Image, ImageColor, ImageSequence

from vastus.movement import compiled, film
from vastus.places import place

ACCENT, FREE = (np.array(ImageColor.getrgb(film.LIGHT[role])) for role in ("accent", "border"))
FLOOR_PX = film.FLOOR_PX


def where(picture, colour):
    """Row and column of pixels of a colour in the left half, where the flat step is."""
    half = np.asarray(picture).astype(int)[60 : FLOOR_PX + 8, : film.WIDTH // 2]
    return np.argwhere(np.abs(half - colour).max(axis=-1) < 6) + [60, 0]


def test_the_pale_shoe_is_in_the_air_at_first_and_on_the_floor_at_the_touch():
    lowest = [where(film.frame(time_s), FREE)[:, 0].max() for time_s in (0, compiled.TURN_S)]
    step_px = film.PX_PER_M * 0.15
    assert lowest[1] - lowest[0] == pytest.approx(step_px, abs=3)
    assert FLOOR_PX - 12 < lowest[1] <= FLOOR_PX


def test_the_touch_is_marked_at_the_touch_alone():
    beside = [
        np.count_nonzero(where(film.frame(time_s), ACCENT)[:, 0] > FLOOR_PX - 25) for time_s in (2.3, compiled.TURN_S)
    ]
    assert beside[0] == 0 and beside[1] > 20


def test_phases_come_in_their_order():
    seen = [film.phase(time_s) for time_s in np.arange(0, compiled.DURATION_S, 0.1)]
    assert list(dict.fromkeys(seen)) == list(film.PHASES)
    assert seen[-1] == "Stand"


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(film, "FRAMES_PER_S", 1)


def test_without_ffmpeg_there_is_a_gif_that_goes_on_and_on(short, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    (gif,) = film.write(tmp_path / "new")
    with Image.open(gif) as picture:
        assert picture.n_frames == 8 and picture.info["loop"] == 0
        assert picture.size == (film.WIDTH, film.HEIGHT)


def test_ffmpeg_gets_every_frame(short, monkeypatch, tmp_path):
    stub = tmp_path / "ffmpeg"
    stub.write_text('#!/bin/sh\nfor last; do :; done\ncat > "$last"\n')
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    _, mp4 = film.write(tmp_path)
    assert mp4.stat().st_size == 8 * film.WIDTH * film.HEIGHT * 3


def test_the_picture_of_the_readme_is_the_film():
    """Drawn again where the model or the person changes: vastus film --output chapters/images."""
    touch = np.asarray(film.frame(round(compiled.TURN_S * film.FRAMES_PER_S) / film.FRAMES_PER_S)).astype(int)
    with Image.open(place("chapters") / "images" / "step-down.gif") as kept:
        assert kept.size == (film.WIDTH, film.HEIGHT)
        differences = [
            np.mean(np.abs(np.asarray(shown.convert("RGB")) - touch)) for shown in ImageSequence.Iterator(kept)
        ]
    assert min(differences) < 1 < max(differences)
