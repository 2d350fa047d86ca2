"""YAML as people write it by hand: a key that stands twice is an error, and every error has a line and a column."""

from collections import Counter

import yaml


class YamlError(ValueError):
    """A file is not YAML; the message says where, what was found and what was expected."""


def read(path):
    """Read one YAML file.

    Parameters
    ----------
    path : pathlib.Path
        UTF-8.

    Returns
    -------
    dict, list, str, int, float, bool or None

    Raises
    ------
    YamlError
        If it is not YAML in UTF-8, or a key stands twice: plain YAML would keep the last and lose what stood before.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path.name}, line {mark.line + 1}, column {mark.column + 1}"
        raise YamlError(f"{where}: {error.problem}, expected YAML") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise YamlError(f"{path.name}: {error}, expected YAML in UTF-8") from error


# Written in C where PyYAML was built so: a tenth of the time.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    def construct_mapping(self, node, deep=False):
        keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        for name in (key for key, count in keys.items() if count > 1):
            raise yaml.MarkedYAMLError(problem=f"found the key {name!r} twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)
