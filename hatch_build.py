"""What the wheel carries besides the code: the files of the course that ``vastus.places`` finds, in ``vastus/course``.

Tables, banks and bibliography are read by the code; the text of the pages by ``vastus check`` and by the links of
questions. Pictures stay out. An editable install reads the clone itself, so it gets no copy that would grow old.
"""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = ("_config.yml", "_toc.yml", "references.bib")
FOLDERS = {"data": (".csv", ".json", ".yml"), "chapters": (".ipynb", ".md", ".txt", ".yml")}


class CourseFiles(BuildHookInterface):
    def initialize(self, version, build_data):
        if version != "editable":
            build_data["force_include"] |= {str(path): f"vastus/course/{name}" for name, path in self._carried()}

    def _carried(self):
        root = Path(self.root)
        yield from ((name, root / name) for name in FILES)
        for folder, endings in FOLDERS.items():
            for path in sorted((root / folder).rglob("*")):
                name = path.relative_to(root)
                if path.suffix in endings and not any(part.startswith(".") for part in name.parts):
                    yield name.as_posix(), path
