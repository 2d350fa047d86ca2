"""The figure of the three views: whole at one angle without a script, at all angles with one.

- The slider and its button, which only a script can serve, come alive with it; the switches work by style sheet alone.
- What the tables say stands in the page for every angle, under a fold, so that the picture comes first. Without a
  script, and in print, the fold holds all of it.
"""

from html import escape

from vastus.knee.views import drawing, facts, geometry
from vastus.references import cited

NAME = "knee-views"
TITLE = "The knee, in three views"
SWITCHES = {
    "pulls": ("Pulls", True),
    "arm": ("Lever arm", True),
    "unloaded": ("VM unloaded", False),
    "flat": ("Groove after dislocation", False),
}
TABLE_DEG = range(0, 91, 15)
NOTE = (
    "The contact patch, the groove and “VM unloaded” follow tables. Every other form is drawn by eye. "
    "Muscles are left out: above the kneecap is the tendon of all heads."
)
BETWEEN = (
    "Nothing that the tables of this course hold was measured at this angle. The three numbers with the picture are "
    "the model's: the area runs evenly between angles that were measured, press and lever arm are computed."
)


def figure(references, reference_href):
    """Write the three views with their slider.

    Parameters
    ----------
    references : mapping of citekey to vastus.references.Reference
        As ``vastus.references.load`` gives it.
    reference_href : str or None
        Where a source is found on this site, with ``{citekey}``. None links to the work itself.

    Returns
    -------
    str
        HTML, the same for the same files. All text is escaped.
    """
    known = facts.facts()

    switches = "\n".join(
        f'<label><input type="checkbox" name="{name}"{" checked" if on else ""}>'
        f'<span data-key="{name}">{escape(words)}</span></label>'
        for name, (words, on) in SWITCHES.items()
    )
    at_angles = "\n".join(
        f'<li data-at="{angle_deg}"{_hidden(angle_deg)}><strong>At {angle_deg}°.</strong> '
        f"{' '.join(cited(sentence, references, reference_href) for sentence in sentences)}</li>"
        for angle_deg, sentences in known.items()
    )
    return f"""\
<figure class="vastus-views" data-views="{NAME}">
<figcaption>{TITLE}</figcaption>
<form method="dialog" autocomplete="off">
<div data-bend>
<div data-head><span>Knee flexion</span> <span data-angle aria-hidden="true">{drawing.START_DEG}°</span></div>
<div data-slide>
<button type="button" data-play="flexion" aria-label="Play: knee flexion" disabled></button>
<div data-track>
<input type="range" name="flexion" min="0" max="90" step="5" value="{drawing.START_DEG}" aria-label="Knee flexion" \
aria-valuetext="{drawing.START_DEG} degrees" disabled>
{_ticks(known)}
</div>
</div>
</div>
<div data-pictures>
<div data-view="front"><p>Front</p>
{drawing.front()}
</div>
<div data-view="side"><p>Outer side</p>
{drawing.side()}
</div>
<div data-view="across"><p>Cut across the groove</p>
{drawing.across()}
</div>
<div data-beside>
<dl>
{_numbers()}
</dl>
<fieldset data-switches>
<legend>Show</legend>
{switches}
</fieldset>
</div>
</div>
<p data-note>{NOTE}</p>
<details><summary>What was measured at this angle</summary>
<div data-facts role="status">
<p data-between hidden>{BETWEEN}</p>
<ul>
{at_angles}
</ul>
</div>
</details>
<details><summary>What each of these rests on, and the numbers</summary>
<p>{cited(grounds(), references, reference_href)}</p>
{_table()}
</details>
</form>
</figure>"""


def grounds():
    """What follows a table in the pictures, and what is drawn by eye; sources as in `facts`."""
    groove, flat = geometry.grooves()
    shift_mm, tilt_deg = geometry.unloaded()

    def shape(of):
        return f"{180 - of.outer_deg - of.inner_deg:g} degrees and {(of.outer_mm + of.inner_mm) / 2:g} mm deep"

    return (
        "From tables: the size of the contact patch, measured in men at 0, 30 and 60 degrees "
        f"{{{geometry.AREA_CITEKEY}}} and drawn on straight lines between; past 60 degrees it is kept as it was, "
        "though one study saw it shrink {biplanecontact}. "
        f"The groove, {shape(groove)}, after dislocation {shape(flat)}, and the tuberosity beside it "
        f"{{{geometry.GROOVE_CITEKEY}}}; where the patella runs, it did not deepen with the bend {{farahmand1998}}. "
        f"“VM unloaded”: {shift_mm:g} mm outwards and {tilt_deg:g} degrees of tilt in nine cadaver knees, at an angle "
        f"that the part we read does not give {{{geometry.UNLOADED_CITEKEY}}}. "
        "By eye: all other forms, how the walls share their angle, and the form of the patch; that it is wider on the "
        "outer side is a finding {salsich2003}. "
        "Where the patch lies and the lever arm are computed from these forms: no measurements. "
        "The press is what the model of stress makes of 100 N in quadriceps and tendon. "
        "No shift or tilt by angle is drawn, as our tables hold none."
    )


def text():
    """What the figure shows, in numbers that a change of a model or a table would change."""
    areas = ", ".join(
        f"{row.contact_area_mm2:g} mm² at {row.knee_flexion_deg:g}" for row in geometry.area_rows().itertuples()
    )
    arms = [pose.lever_arm_mm for pose in geometry.poses()]
    return (
        f"Drawing {NAME}: contact area {areas} degrees ({geometry.AREA_CITEKEY}); lever arm {arms[0]:.0f} mm at 0 and "
        f"{arms[-1]:.0f} at 90 degrees; numbers at {', '.join(map(str, facts.facts()))} degrees."
    )


def _hidden(angle_deg):
    return "" if angle_deg == drawing.START_DEG else " hidden"


def _ticks(known):
    """Marks under the slider where a table has a number, as a row as wide as the way of its thumb."""
    marks = "".join(f'<path d="M{angle_deg} 0V6"/>' for angle_deg in known)
    return f'<svg data-ticks viewBox="0 0 90 6" preserveAspectRatio="none" aria-hidden="true">{marks}</svg>'


def _numbers():
    rows = {
        ("area", "Contact area"): [f"{geometry.area_mm2(angle):.0f} mm²" for angle in geometry.FLEXIONS_DEG],
        ("press", "Press per 100 N"): [f"{geometry.press_n(angle):.0f} N" for angle in geometry.FLEXIONS_DEG],
        ("arm", "Lever arm"): [f"{pose.lever_arm_mm:.0f} mm" for pose in geometry.poses()],
    }
    return "\n".join(
        f'<div><dt data-key="{key}">{name}</dt>'
        f'<dd data-values="{"|".join(values)}">{values[geometry.FLEXIONS_DEG.index(drawing.START_DEG)]}</dd></div>'
        for (key, name), values in rows.items()
    )


def _table():
    rows = "\n".join(
        f'<tr><th scope="row">{angle}°</th><td>{geometry.area_mm2(angle):.0f}{_how(angle)}</td>'
        f"<td>{geometry.press_n(angle):.0f}</td><td>{pose.lever_arm_mm:.0f}</td></tr>"
        for angle, pose in zip(geometry.FLEXIONS_DEG, geometry.poses(), strict=True)
        if angle in TABLE_DEG
    )
    return f"""\
<table><thead><tr><th scope="col">flexion</th><th scope="col">area (mm²)</th><th scope="col">press (N)</th>\
<th scope="col">lever arm (mm)</th></tr></thead>
<tbody>
{rows}
</tbody></table>"""


def _how(angle_deg):
    measured = geometry.area_rows()["knee_flexion_deg"]
    if angle_deg in set(measured):
        return ", measured"
    return ", assumed" if angle_deg > measured.max() else ""
