"""What figures are made of: a mark for each kind of thing drawn, with the course's style already on it.

- ``line``, ``rule``, ``segments``  a curve; a straight line at a value; straight pieces such as intervals
- ``area``, ``band``                filled down to nought; filled between two curves
- ``diamonds``                      pooled results, each as wide as its interval
- ``points``, ``bars``              with their errors, and with a pattern that does not rely on colour
- ``words``                         text that moves with the data
- ``note``, ``edge``, ``box``       text, lines and frames that belong to the layout

Marks that move are traces, because their places alone can then be redrawn; notes, edges and boxes stand still. Every
mark takes ``on="2"`` to stand on the second pair of axes, ``name`` to appear in the legend, ``hover`` for what pointing
at it says (a template with ``%{x}``, or a text for each point), and whatever else plotly takes. What all figures share
(fonts, no arrow at a note, no zoom) is in `vastus.explorer.figure.TEMPLATE`.
"""

from .palette import GRID, MUTED, SURFACE, TEXT

TEXT_PX = 12  # the smallest that a figure may have
BOLD = 700


def line(x, y, colour=TEXT, *, width=2, dash="solid", shape="linear", on="", name=None, hover=None, **more):
    """A curve through points; ``shape`` says how it goes from one to the next (``spline``, ``hv`` for steps)."""
    style = dict(color=colour, width=width, dash=dash, **({} if shape == "linear" else {"shape": shape}))
    return dict(type="scatter", x=x, y=y, mode="lines", line=style, **_common(on, name, hover), **more)


def rule(at, span, colour=MUTED, *, across=False, width=2, dash="solid", on="", name=None, **more):
    """A straight line at a value of x from ``span[0]`` to ``span[1]`` of y; with ``across`` at a value of y."""
    x, y = (list(span), [at, at]) if across else ([at, at], list(span))
    return line(x, y, colour, width=width, dash=dash, on=on, name=name, **more)


def segments(pieces, colour=TEXT, *, width=2, dash="solid", on="", name=None, **more):
    """Straight pieces in one trace; ``pieces`` holds pairs ``((x0, x1), (y0, y1))``."""
    x = [value for xs, _ in pieces for value in (*xs, None)]
    y = [value for _, ys in pieces for value in (*ys, None)]
    return line(x, y, colour, width=width, dash=dash, on=on, name=name, **more)


def area(x, y, colour, *, on="", name=None, hover=None, **more):
    """The surface between a curve and nought."""
    filled = dict(fill="tozeroy", fillcolor=colour)
    return dict(type="scatter", x=x, y=y, mode="none", **filled, **_common(on, name, hover), **more)


def band(x, low, high, colour, *, on="", name=None, hover=None, **more):
    """The surface between two curves over the same ``x``."""
    outline = dict(x=[*x, *x[::-1]], y=[*high, *low[::-1]])
    filled = dict(fill="toself", fillcolor=colour)
    return dict(type="scatter", **outline, mode="none", **filled, **_common(on, name, hover), **more)


def diamonds(values, lows, highs, y, colour, *, half, on="", name=None, **more):
    """Results pooled over studies, as forest plots draw them: from end to end of the interval, highest at the value.

    Parameters
    ----------
    half : float
        Half the height of each, on the axis of ``y``.
    """
    corners = zip(lows, values, highs, y, strict=True)
    x, heights = [], []
    for low, value, high, middle in corners:
        x += [low, value, high, value, low, None]
        heights += [middle, middle - half, middle, middle + half, middle, None]
    filled = dict(fill="toself", fillcolor=colour)
    return dict(type="scatter", x=x, y=heights, mode="none", **filled, **_common(on, name, None), **more)


def points(x, y, colour=TEXT, *, symbol="circle", size=11, outline=None, on="", name=None, hover=None, **more):
    """Marks at points. An open symbol is drawn with a thicker edge, so that it is seen as well as a full one.

    Parameters
    ----------
    colour, symbol, size
        One for all, or one for each point.
    outline : str, optional
        Colour of the edge, by default the mark's own.
    error_x, error_y : dict, optional
        As `error` gives them.
    """
    opened = "open" in str(symbol)
    marker = dict(
        color=colour, symbol=symbol, size=size, line=dict(width=2 if opened or outline else 0, color=outline or colour)
    )
    return dict(type="scatter", x=x, y=y, mode="markers", marker=marker, **_common(on, name, hover), **more)


def error(value, low, high, colour=TEXT, *, width=2):
    """Whiskers from ``low`` to ``high`` around each ``value``, for ``points(error_x=…)``."""
    up = [end - middle for end, middle in zip(high, value, strict=True)]
    down = [middle - end for end, middle in zip(low, value, strict=True)]
    return dict(type="data", symmetric=False, array=up, arrayminus=down, color=colour, thickness=width, width=4)


def bars(x, heights, colour, *, hatched=False, on="", name=None, hover=None, **more):
    """Bars; ``hatched`` tells them from others without their colour."""
    marker = dict(color=colour)
    if hatched:
        marker["pattern"] = dict(shape="/", fillmode="overlay", fgcolor=SURFACE, size=5, solidity=0.25)
    return dict(type="bar", x=x, y=heights, marker=marker, **_common(on, name, hover), **more)


def words(x, y, text, colour=TEXT, *, size=TEXT_PX, place="middle right", bold=False, on="", **more):
    """Text at points, ``place`` beside each as plotly says it (``middle right`` begins at the point).

    An empty text is written as a space: where plotly has once drawn an empty one, it leaves out the next.
    """
    text = [each or " " for each in text]
    font = dict(size=size, color=colour, **({"weight": BOLD} if bold else {}))
    return dict(
        type="scatter",
        x=x,
        y=y,
        text=text,
        mode="text",
        textposition=place,
        textfont=font,
        **_common(on, None, None),
        **more,
    )


def note(text, x, y, colour=MUTED, *, anchor="left top", size=TEXT_PX, bold=False, on="", paper="", **more):
    """Text that stays where it is.

    Parameters
    ----------
    anchor : str
        The side of the text that stands at (x, y): ``left``, ``center`` or ``right``, then ``top``, ``middle`` or
        ``bottom``.
    paper : str
        Which of ``x`` and ``y`` are shares of the drawing instead of data: ``"x"``, ``"y"``, ``"xy"`` or none.
    """
    across, down = anchor.split()
    font = dict(size=size, color=colour, **({"weight": BOLD} if bold else {}))
    at = dict(x=x, y=y, xanchor=across, yanchor=down, align=across, **_refs(on, paper))
    return dict(text=text, font=font, **at, **more)


def edge(x, y, colour=GRID, *, width=1, dash="solid", on="", paper="", **more):
    """A straight line of the layout from ``(x[0], y[0])`` to ``(x[1], y[1])``; ``paper`` as in `note`."""
    ends = dict(x0=x[0], x1=x[1], y0=y[0], y1=y[1])
    return dict(type="line", **ends, line=dict(color=colour, width=width, dash=dash), **_refs(on, paper), **more)


def box(x, y, colour=None, *, outline=None, width=2, on="", paper="", **more):
    """A rectangle of the layout, filled, outlined or both; ``paper`` as in `note`."""
    ends = dict(x0=x[0], x1=x[1], y0=y[0], y1=y[1])
    look = dict(line=dict(width=width if outline else 0, **({"color": outline} if outline else {})))
    if colour:
        look["fillcolor"] = colour
    return dict(type="rect", **ends, **look, **_refs(on, paper), **more)


def _common(on, name, hover):
    common = dict(showlegend=False, hoverinfo="skip")
    if on:
        common |= dict(xaxis=f"x{on}", yaxis=f"y{on}")
    if name is not None:
        common |= dict(name=name, showlegend=True)
    if isinstance(hover, str):
        common |= dict(hovertemplate=f"{hover}<extra></extra>", hoverinfo="all")
    elif hover is not None:
        common |= dict(hovertext=hover, hoverinfo="text")
    return common


def _refs(on, paper):
    refs = {f"{axis}ref": "paper" if axis in paper else f"{axis}{on}" for axis in "xy"}
    return {} if refs == {"xref": "x", "yref": "y"} else refs
