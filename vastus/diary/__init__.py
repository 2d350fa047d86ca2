"""A diary of twelve weeks on the page: two answers a week, and what the programme makes of them.

- `html` writes the whole of it, and into it `vastus.programme.lookup`, the only rule there is. ``diary.js`` asks for
  the answers, looks the next week up, and keeps the answers where ``store.js`` keeps all the reader's.
- Before any script, and without one, it says what it is and where the sheet to fill in by hand is.
"""

import json
from html import escape

from .. import programme, red_flags

NAME = "diary"
SHOWN = "A diary of twelve weeks."
OUTCOMES = {"settled": ("●", "settled"), "over": ("■", "one over"), "flare": ("◆", "both over")}
MOVES = {  # what a rule of the programme does, in as few words as a row of the diary has room for
    "rise": "one level up",
    "wait": "once more",
    "first week over": "once more",
    "back": "one rung down",
    "pause": "pause",
    "top": "once more",
}
COLUMNS = ("Week", "Plan", "Pain", "Sorer", "And so")


def html(handout_href, progress_href):
    """Write the diary.

    Parameters
    ----------
    handout_href, progress_href : str
        Addresses, from the page, of the sheet to print and of the page where answers are kept and carried.

    Returns
    -------
    str
        HTML, without a style or a script of its own.
    """
    table = {**programme.lookup(), "outcomes": OUTCOMES, "moves": MOVES}
    rules = escape(json.dumps(table, separators=(",", ":"), ensure_ascii=False))
    heads = "".join(f'<th scope="col"><span>{name}</span></th>' for name in COLUMNS)
    starts = {
        name: programme.LEVELS[level].rung.label.replace(" cm", "\N{NO-BREAK SPACE}cm")
        for name, level in programme.STARTS.items()
    }
    pain_rules = {name: rule.words for name, rule in programme.PAIN_RULES.items()}
    key = "".join(f'<span><i data-verdict="{name}"></i> {words}</span>' for name, (_, words) in OUTCOMES.items())
    pains = {str(pain): str(pain) for pain in range(programme.MOST_PAIN + 1)}
    return f"""
<section class="vastus-diary" id="diary" data-diary data-programme="{rules}" aria-label="Diary of twelve weeks">
<p data-unscripted>Here stands a diary, once the page's scripts run: it asks for two answers a week, looks up in the
rule above what the next week is, and keeps all of it in this browser alone. Without scripts,
<a href="{handout_href}">the handout</a> has boxes for twelve weeks.</p>
<div data-scripted hidden>
<p data-slot="notice" role="status"></p>
<form data-slot="setup" autocomplete="off">
{_choice("start", "Start with", starts)}
{_choice("pain_rule", "Pain allowed in a session", pain_rules)}
<button type="submit">Begin the diary</button>
</form>
<p data-slot="said" role="status" tabindex="-1"></p>
<form data-slot="week" autocomplete="off" hidden>
<h3 data-slot="heading" tabindex="-1"></h3>
<p data-slot="plan"></p>
{_choice("pain", "Worst pain in a session of this week, from 0 (none) to 10 (the worst there can be)", pains)}
{_choice("sorer", "Sorer the next morning than before the session", {"no": "no", "yes": "yes"})}
<button type="submit" data-slot="write"></button>
<p data-stop>{escape(red_flags.load().stop)}</p>
</form>
<div data-slot="kept" hidden>
<p data-key aria-hidden="true">{key}</p>
<div data-slot="ladder" aria-hidden="true"></div>
<div class="vastus-table" role="region" aria-label="The weeks so far" tabindex="0">
<table><caption data-slot="chosen"></caption><thead><tr>{heads}</tr></thead><tbody data-slot="rows"></tbody></table>
</div>
<p data-actions>
<button type="button" data-slot="undo">Undo the last week</button>
<button type="button" data-slot="print">Print the diary</button>
<button type="button" data-slot="again">Start over</button>
</p>
<p data-note>Kept in this browser alone. <a href="{progress_href}">Your progress</a> saves it as a file with your
answers, and takes it in on another device. Education, not medical advice; no trial has tested this programme.</p>
</div>
</div>
</section>
"""


def _choice(name, legend, options):
    """Radio buttons that stand in a row of boxes."""
    boxes = "".join(
        f'<label><input type="radio" name="{name}" value="{escape(value)}"><span>{escape(words)}</span></label>'
        for value, words in options.items()
    )
    return f'<fieldset data-choice="{name}"><legend>{escape(legend)}</legend><div>{boxes}</div></fieldset>'
