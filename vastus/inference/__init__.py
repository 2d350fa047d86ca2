"""What a measurement can and cannot tell.

``retest``      one test, repeated: measurement error against a criterion
``overlap``     two groups: how far a group difference classes a single person
``proportion``  a count: which shares it is compatible with
"""

from . import overlap, proportion, retest

__all__ = ["overlap", "proportion", "retest"]
