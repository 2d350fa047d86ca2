"""What a measurement can and cannot tell.

``retest``   one test, repeated: measurement error against a criterion
``overlap``  two groups: how far a group difference classes a single person
"""

from . import overlap, retest

__all__ = ["overlap", "retest"]
