"""Paths of the drawing as points: sample them, keep of a line what lies inside a contour, put light on one.

- A path is read from its ``d``: absolute M, L, C and Z, which is what the drawing is written in,
  and relative l, which is what its fibres are written in.
- Points are arrays of shape (n, 2) in the drawing's units, x to the viewer's right, y downwards.
"""

import re

import numpy as np

_WORD = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_ARGUMENTS = {"M": 2, "L": 2, "l": 2, "C": 6, "Z": 0}
POINTS_PER_CURVE = 24
# Shares of a width: where the ridge of something round is, half the widths of its lights, the widths of its shadows.
RIDGE, LIGHTS, SHADOWS = 0.42, (0.30, 0.14), (0.22, 0.1)


def sample(d):
    """Points along a path.

    Parameters
    ----------
    d : str
        The path's data; one subpath of absolute M, L, C, Z or relative l.

    Returns
    -------
    numpy.ndarray
        Shape (n, 2).

    Raises
    ------
    ValueError
        The path uses another command, or numbers are missing.
    """
    words = _WORD.findall(d)
    points, command = [], None
    while words:
        if words[0].isalpha():
            command = words.pop(0)
            if command not in _ARGUMENTS:
                raise ValueError(f"path {d[:40]!r}: found the command {command!r}, expected one of M, L, l, C, Z")
        count = _ARGUMENTS[command]
        if len(words) < count or any(word.isalpha() for word in words[:count]):
            raise ValueError(f"path {d[:40]!r}: found too few numbers after {command}, expected {count}")
        if not count:
            points.append(points[0])
            continue
        ends = np.array(words[:count], dtype=float).reshape(-1, 2)
        del words[:count]
        if command == "C":
            points.extend(_curve(points[-1], *ends))
        elif command == "l":
            points.append((points[-1] + ends[0]).round(6))  # as near as if its place itself were written
        else:
            points.append(ends[0])
    return np.array(points)


def _curve(start, handle_1, handle_2, end):
    t = np.linspace(0, 1, POINTS_PER_CURVE + 1)[1:, None]
    return (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * handle_1 + 3 * (1 - t) * t**2 * handle_2 + t**3 * end


def along(points, shares):
    """Points at shares of a line's length.

    Parameters
    ----------
    points : numpy.ndarray
        The line, shape (n, 2).
    shares : numpy.ndarray
        From 0, its start, to 1, its end; shape (m,).

    Returns
    -------
    numpy.ndarray
        Shape (m, 2).
    """
    steps = np.hypot(*np.diff(points, axis=0).T)
    length = np.concatenate([[0], np.cumsum(steps)])
    wanted = np.asarray(shares) * length[-1]
    return np.column_stack([np.interp(wanted, length, points[:, axis]) for axis in (0, 1)])


def inside(points, contour):
    """Which points lie inside a closed contour (even-odd rule); a boolean array of shape (n,)."""
    x, y = points[:, 0, None], points[:, 1, None]
    (x1, y1), (x2, y2) = contour.T, np.roll(contour, -1, axis=0).T
    crosses = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left_of_edge = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return (crosses & left_of_edge).sum(axis=1) % 2 == 1


def clipped(line, contour, step=0.5):
    """The pieces of a line inside a closed contour.

    Parameters
    ----------
    line, contour : numpy.ndarray
        Shape (n, 2); the contour's last point joins its first.
    step : float
        How finely the line is looked at: a piece ends within this distance of the contour.

    Returns
    -------
    list of numpy.ndarray
        Each of shape (m, 2), in the line's direction.
    """
    length = np.hypot(*np.diff(line, axis=0).T).sum()
    fine = along(line, np.linspace(0, 1, max(2, int(length / step) + 1)))
    within = np.concatenate([[False], inside(fine, contour), [False]]).astype(int)
    starts, ends = np.flatnonzero(np.diff(within) == 1), np.flatnonzero(np.diff(within) == -1)
    return [fine[start:end] for start, end in zip(starts, ends, strict=True) if end - start > 1]


def sides(heights, contour):
    """Where a closed contour begins and ends, from left to right, at each height: two arrays like ``heights``."""
    ring = np.concatenate([contour, contour[:1]])
    left, right = np.full(len(heights), np.inf), np.full(len(heights), -np.inf)
    for (x1, y1), (x2, y2) in zip(ring[:-1], ring[1:], strict=True):
        crosses = (heights - y1) * (heights - y2) <= 0
        x = x1 + (x2 - x1) * (heights[crosses] - y1) / (y2 - y1 or 1)
        left[crosses], right[crosses] = np.minimum(left[crosses], x), np.maximum(right[crosses], x)
    return left, right


def lit(contour):
    """Light and shade on a closed contour, as if it were round and lit from the left; for the eye alone.

    Returns
    -------
    list of (str, numpy.ndarray)
        ``light`` or ``shadow``, and a closed shape of shape (n, 2): two lights along the ridge, two shadows a side.
    """
    share = np.concatenate([[0.002], np.linspace(0.04, 0.96, 15), [0.998]])
    heights = contour[:, 1].min() + share * np.ptp(contour[:, 1])
    left, right = sides(heights, contour)
    taper = np.sin(np.pi * share) ** 0.6
    strips = [("light", RIDGE - half * taper, RIDGE + half * taper) for half in LIGHTS]
    strips += [("shadow", 0 * taper, width * taper * RIDGE / (1 - RIDGE)) for width in SHADOWS]
    strips += [("shadow", 1 - width * taper, 0 * taper + 1) for width in SHADOWS]
    shapes = []
    for name, *ends in strips:
        first, last = (np.column_stack([left + (right - left) * end, heights]) for end in ends)
        shapes.append((name, np.concatenate([first, last[::-1]])))
    return shapes
