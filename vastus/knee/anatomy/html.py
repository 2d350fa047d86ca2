"""The figure of the drawing: complete without a script, and with native inputs only.

- The layers are checkboxes which the style sheet heeds, so they work where no script does.
- The parts are a list of radio buttons with name, line and sources: Tab leads to it, the arrow keys walk through it,
  a screen reader says each name. ``anatomy.js`` lets a tap on the drawing choose, and shows the part chosen.
- *Where would you draw the VMO?* lets a reader draw the border before those of the criteria are shown: by pointer on
  the drawing, or with two sliders. Without a script they are shown at once.
- It has no id, so it may stand on a page twice.
"""

from html import escape

from vastus.knee.anatomy import borders
from vastus.knee.anatomy.drawing import NAME, anatomy, svg
from vastus.knee.anatomy.medial_fibres import ANGLES_CITEKEY
from vastus.references import cited, link

OVERLAYS = ("q-angle",)  # start off: they are about the parts, and no parts
HINT = "Tap a part, or choose it in the list, to read what it is."


def figure(references, reference_href, chapter_href):
    """Write the drawing with its layers and its parts.

    Parameters
    ----------
    references : mapping of citekey to vastus.references.Reference
        As ``vastus.references.load`` gives it.
    reference_href : str or None
        Where a source is found on this site, with ``{citekey}``. None links to the work itself.
    chapter_href : str or None
        Where the chapter treats a part, with ``{anchor}``. None leaves the link out.

    Returns
    -------
    str
        HTML, the same for the same files. All text is escaped.
    """
    known = anatomy()
    layers = "\n".join(_switch(name, words, checked=name not in OVERLAYS) for name, words in known.layers.items())
    parts = "\n".join(_row(part, references, reference_href, chapter_href) for part in known.parts.values())
    title = escape(known.title)
    return f"""\
<figure class="vastus-anatomy" data-anatomy="{NAME}">
<figcaption>{title}</figcaption>
<form method="dialog" autocomplete="off">
<div class="vastus-plate">
{svg()}
</div>
<fieldset data-layers>
<legend>Show</legend>
<div>
{layers}
{_switch("angles", "Measured fibre angles", checked=False)}
{_switch("lifted", "Lift rectus femoris", checked=False)}
{_switch("border", "Where would you draw the VMO?", checked=False)}
</div>
</fieldset>
{_border(references, reference_href)}
<output data-detail hidden>{HINT}</output>
<fieldset data-parts>
<legend>Parts</legend>
<ol>
{parts}
</ol>
</fieldset>
<p data-note>{escape(known.note)} ({link(references[ANGLES_CITEKEY], reference_href)})</p>
</form>
</figure>"""


def _border(references, reference_href):
    rows = []
    for border in borders.borders():
        share = (
            "" if border.share_percent is None else f" <span>{border.share_percent:.0f} percent lie below it.</span>"
        )
        words = cited(border.words, references, reference_href)
        rows.append(f"<li><strong>{escape(border.criterion)}.</strong> {words}{share}</li>")
    ends = "\n".join(
        f'<label>{name} end <input type="range" name="border-{name.lower()}" min="0" max="{borders.STEPS}" '
        f'value="{start}" data-valuetext="{{}} percent of the way down"></label>'
        for name, start in (("Outer", 8), ("Inner", 4))
    )
    criteria = "\n".join(rows)
    return f"""\
<fieldset data-border>
<legend>Where would you draw the VMO?</legend>
<div data-draw>
<p>Draw a line across the vastus medialis with a finger or the mouse, or move its two ends here.
What lies below it is your VMO.</p>
{ends}
<p data-own hidden>Of the muscle as drawn, <output data-share></output> percent lie below your line.</p>
<button type="button" data-compare disabled>Compare</button>
<button type="button" data-again hidden>Draw another</button>
</div>
<div data-given>
<p>Where each criterion would draw it:</p>
<ol>
{criteria}
</ol>
</div>
</fieldset>"""


def _switch(name, words, checked):
    mark = " checked" if checked else ""
    return f'<label><input type="checkbox" name="{name}"{mark}> {escape(words)}</label>'


def _row(part, references, reference_href, chapter_href):
    sources = "; ".join(link(references[citekey], reference_href) for citekey in part.citekeys)
    named = f" <span data-sources>({sources})</span>" if sources else ""
    further = ""
    if chapter_href is not None:
        label = escape(f"In the chapter: {part.name}")
        further = (
            f' <a href="{escape(chapter_href.format(anchor=part.anchor))}" aria-label="{label}">In the chapter</a>'
        )
    return (
        f'<li data-for="{part.id}"><label><input type="radio" name="part" value="{part.id}">'
        f"<span data-number>{part.number}</span> <span data-name>{escape(part.name)}</span></label> "
        f"<span data-about>{escape(part.line)}{named}{further}</span></li>"
    )
