"""jsonschema, less the format checker that makes importing it slow.

jsonschema imports every format checker that is installed, wanted or not. One of them, ``rfc3987_syntax``, which
JupyterLab brings along, then builds a grammar of internationalised addresses: 1.2 s of processor time before anything
is checked. No schema here names a format, so that one is passed off as not installed while jsonschema is imported.
"""

import sys

_SLOW = "rfc3987_syntax"

if "jsonschema" not in sys.modules:
    sys.modules.setdefault(_SLOW, None)

from jsonschema import Draft202012Validator  # noqa: E402

if sys.modules.get(_SLOW, ...) is None:
    del sys.modules[_SLOW]

__all__ = ["Draft202012Validator"]
