"""Who may know whom: science below, the mechanism above it, the web and the kernel on top, and nothing looks up."""

import ast

import pytest

from vastus.places import place

# what a room may import of the course, besides itself
GROUND = {
    "asked",
    "data",
    "json_schema",
    "places",
    "red_flags",
    "references",
    "slow",
    "strict_yaml",
    "typeset",
    "words",
}
SCIENCE = {"signals", "knee", "inference", "programme"}
FLOORS = {
    "signals": GROUND,
    "knee": GROUND,
    "inference": GROUND,
    "thread": GROUND,
    "explorer": GROUND,
    "movement": GROUND | {"signals", "knee", "explorer"},
    "explorers": GROUND | SCIENCE | {"thread", "explorer"},
    "quiz": GROUND | SCIENCE,
}
WEB = {"plotly", "ipywidgets", "anywidget", "sphinx", "docutils", "myst_nb", "IPython"}
PLOTLY_ALONE = {"explorer", "explorers"}
PACKAGE = place("course") / "vastus"


def imported(path):
    """Modules a file imports anywhere in it, as absolute dotted names."""
    package = path.relative_to(PACKAGE.parent).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) + 1 - node.level] if node.level else ()) or ""
            module = ".".join(filter(None, (base, node.module)))
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_knows_only_what_stands_below_it(room):
    for path in (PACKAGE / room).rglob("*.py"):
        for module in imported(path):
            parts = module.split(".")
            if parts[0] == "vastus":
                assert len(parts) == 1 or parts[1] in {room, *FLOORS[room], "__version__"}, (
                    f"{path.name} imports {module}"
                )
            assert parts[0] not in WEB - ({"plotly"} if room in PLOTLY_ALONE else set()), (
                f"{path.name} imports {module}"
            )


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_reads_no_file_of_the_book(room):
    for path in (PACKAGE / room).rglob("*.py"):
        assert '"book"' not in path.read_text(encoding="utf-8"), path


def test_the_book_and_the_notebook_stand_side_by_side():
    for path in (PACKAGE / "notebook").rglob("*.py"):
        assert not any(module.startswith("vastus.book") for module in imported(path)), path
    for path in (PACKAGE / "book").rglob("*.py"):
        known = {module for module in imported(path) if module.startswith("vastus.notebook")}
        shared = ("vastus.notebook.mime", "vastus.notebook.learners_edition")  # neither needs a kernel
        assert all(module.startswith(shared) for module in known), f"{path.name} imports {known}"
