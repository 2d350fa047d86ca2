"""What the book puts where a notebook shows the drawing."""

from types import SimpleNamespace

import pytest

from vastus.book.mime_renderer import MimeRenderer
from vastus.knee.anatomy import drawing, show
from vastus.mime import MIME_TYPE


@pytest.fixture
def environment():
    noted = set()
    numbers = {"new_serialno": lambda name: 0}
    return SimpleNamespace(docname="chapters/knee-anatomy", note_dependency=noted.add, noted=noted, **numbers)


def page(environment):
    payload = show()._repr_mimebundle_()[MIME_TYPE]
    data = SimpleNamespace(mime_type=MIME_TYPE, content=payload)
    renderer = SimpleNamespace(renderer=SimpleNamespace(sphinx_env=environment))
    (node,) = MimeRenderer.handle_mime(renderer, data, inline=False)
    return node.astext()


def test_the_page_gets_the_figure_with_links_from_where_it_stands(environment):
    written = page(environment)
    assert written.count('<figure class="vastus-anatomy" data-anatomy="knee-front">') == 1
    assert 'href="../chapters/references.html#ref-vergara_vm"' in written
    for part in drawing.anatomy().parts.values():
        assert f'href="../chapters/knee-anatomy.html#{part.anchor}"' in written


def test_the_page_is_written_again_when_the_drawing_changes(environment):
    page(environment)
    assert {str(path) for path in drawing.FILES} <= environment.noted
