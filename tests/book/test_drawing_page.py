"""What the book puts where a notebook shows a drawing."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from vastus.book.mime_renderer import MimeRenderer
from vastus.knee import drawings, person, step_down_drawing
from vastus.knee.anatomy import drawing
from vastus.notebook.mime import MIME_TYPE
from vastus.places import place


@pytest.fixture
def environment():
    return SimpleNamespace(docname="chapters/knee-anatomy", new_serialno=lambda name: 0, temp_data={})


def page(environment, name):
    payload = {"kind": "drawing", "name": name}
    data = SimpleNamespace(mime_type=MIME_TYPE, content=payload)
    renderer = SimpleNamespace(renderer=SimpleNamespace(sphinx_env=environment))
    (node,) = MimeRenderer.handle_mime(renderer, data, inline=False)
    return node.astext()


def test_the_page_gets_the_knee_with_links_from_where_it_stands(environment):
    written = page(environment, "knee-front")
    assert written.count('<figure id="knee-front" class="vastus-anatomy" data-anatomy="knee-front">') == 1
    assert 'href="../chapters/references.html#ref-vergara_vm"' in written
    for part in drawing.anatomy().parts.values():
        assert f'href="../chapters/knee-anatomy.html#{part.anchor}"' in written


@pytest.mark.parametrize("name, pictures", [("step-down-side", 3), ("step-down-front", 5)])
def test_the_page_gets_the_movement_as_pictures_that_need_no_script(environment, name, pictures):
    written = page(environment, name)
    assert written.count(f'<figure id="{name}" class="vastus-movement" data-drawing="{name}">') == 1
    assert written.count('<svg class="vastus-person" role="img"') == pictures
    assert "data-anatomy" not in written and "<script" not in written


def test_a_drawing_that_a_page_shows_twice_has_its_id_once(environment):
    assert [page(environment, "knee-views").count('id="knee-views"') for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("name", drawings.NAMES)
def test_the_page_is_written_again_when_what_it_is_drawn_from_changes(environment, name):
    page(environment, name)
    sources = {
        Path(path).relative_to(place("course"))
        for path in (*drawing.FILES, step_down_drawing.__file__, person.__file__)
    }
    assert {f"file {path}" for path in sources} <= environment.vastus_rests_on["chapters/knee-anatomy"].keys()
