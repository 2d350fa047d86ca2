"""A reader's own recording on the page: its parts before any script runs, and the example to try it with.

- `html` writes the whole of it; without scripts it says what it would do and how Python does the same.
- ``recording-page.js`` brings it to life: it hands the file to ``recording-worker.js``, which reads and computes with
  the scripts of `vastus.signals` and never sends anything anywhere; ``recording-chart.js`` draws,
  ``recording-report.js`` writes the table and the sentence for a paper.
- `example_csv` makes the file to try it with: a movement in which both muscles start together and one channel is
  noisier, so that the delay it shows is known to be none.
"""

from html import escape

import numpy as np

from .. import __version__
from ..signals import recording, step_down

NAME = "your-recording"
EXAMPLE = "example-recording.csv"
REPETITIONS, VM_SNR_DB, VL_SNR_DB, SEED = 8, 14, 26, 2026
EVERY = 2  # of the samples: 1000 Hz
STAGES = {"raw": "Raw", "banded": "Band-passed", "rectified": "Rectified", "envelope": "Envelope, 6 Hz"}


def example_csv():
    """The example as bytes: times in s, VM and VL in microvolts, at 1000 Hz."""
    made = step_down.record(REPETITIONS, VM_SNR_DB, VL_SNR_DB, np.random.default_rng(SEED))
    vm_uv, vl_uv = (channel[:, ::EVERY].ravel() for channel in (made.vm_uv, made.vl_uv))
    rows = [f"{at / 1000:.3f},{vm:.1f},{vl:.1f}" for at, (vm, vl) in enumerate(zip(vm_uv, vl_uv, strict=True))]
    return "\n".join(["time_s,VM_uV,VL_uV", *rows, ""]).encode()


def html(example_href):
    """Write the page's part that reads a recording.

    Parameters
    ----------
    example_href : str
        Address of the example, from the page.

    Returns
    -------
    str
        HTML, without a style or a script of its own.
    """
    rules = "".join(f"<option>{escape(name)}</option>" for name in recording.RULES)
    stages = "".join(
        f'<figure data-stage="{name}"><figcaption>{words}</figcaption><svg role="img" aria-label=""></svg></figure>'
        for name, words in STAGES.items()
    )
    tabs = "".join(
        f'<label><input type="radio" name="stage" value="{name}"{" checked" * (name == "banded")}> {words}</label>'
        for name, words in STAGES.items()
    )
    return f"""
<section class="vastus-recording" id="recording" data-recording
data-version="{__version__}" aria-label="Your recording">
<p data-unscripted>Here a file with a VM and a VL channel can be opened, once the page's scripts run.
Without them, <code>vastus analyse FILE</code> does the same on a computer with the course's package.</p>
<div data-scripted hidden>
<form data-slot="open" autocomplete="off">
<label data-drop><span>Drop a file here, or choose one</span>
<input type="file" name="file" accept=".csv,.txt,.tsv,.asc,text/csv,text/plain"></label>
<p data-slot="buttons"><button type="button" data-example="{escape(example_href)}">Take the example</button>
<a href="{escape(example_href)}" download>Download the example</a></p>
<p data-slot="promise">The file stays on this device: it is read here and sent nowhere.</p>
<label data-slot="rate" hidden>Samples in a second, since the file does not say
<input type="number" name="rate" min="1" step="any" inputmode="decimal"></label>
</form>
<div data-slot="result" hidden>
<h3>What was read</h3>
<ul data-slot="notes"></ul>
<form data-slot="channels" autocomplete="off">
<label>VM is <select name="vm"></select></label>
<label>VL is <select name="vl"></select></label>
<label data-slot="unit" hidden>in <select name="unit"><option value="">a unit not said</option>
<option>µV</option><option>mV</option><option>V</option></select></label>
</form>
<div data-slot="found" hidden>
<h3>Rest and repetitions</h3>
<p>Both envelopes over the whole recording. The grey window is taken for rest: a first guess is the quietest stretch.
Drag it, or its edges by the rings, if a muscle was at work there.</p>
<svg data-slot="overview" role="img" aria-label=""></svg>
<form data-slot="rest" autocomplete="off">
<label>Rest from <span data-value aria-hidden="true"></span><input type="range" name="rest_from"></label>
<label>Rest to <span data-value aria-hidden="true"></span><input type="range" name="rest_to"></label>
</form>
<div data-slot="turns"><button type="button" data-turn="-1">Before</button>
<strong data-slot="number" aria-live="polite"></strong><button type="button" data-turn="1">Next</button></div>
<div data-slot="tabs" role="radiogroup" aria-label="Step of the chain">{tabs}</div>
<div data-slot="stages">{stages}</div>
<p>The upright lines are the onsets by the first rule; the window is where all three look.</p>
<form data-slot="event" autocomplete="off">
<label>Repetition from <span data-value aria-hidden="true"></span><input type="range" name="event_from"></label>
<label>Repetition to <span data-value aria-hidden="true"></span><input type="range" name="event_to"></label>
</form>
<p data-slot="buttons"><button type="button" data-guess hidden>Rest and repetitions as first guessed</button></p>
<h3>When each muscle starts, by three rules</h3>
<div data-slot="onsets"></div>
<h3>The phantom meter</h3>
<form data-slot="meter" autocomplete="off">
<label>Rule <select name="rule">{rules}</select></label>
<label><input type="checkbox" name="equal"> the same noise in both channels</label>
<label><input type="checkbox" name="step"> both muscles start at once</label>
<button type="submit">Simulate 400 trials</button>
</form>
<p data-slot="measured"></p>
<svg data-slot="phantom" role="img" aria-label="" hidden></svg>
<p data-slot="share" role="status"></p>
<p data-slot="limits">One file is one session of one person. Rest is not silence: a muscle that idles counts as noise
here. A delay that a phantom could make may still be real.</p>
<h3>Take it with you</h3>
<p data-slot="methods"></p>
<p data-slot="buttons"><button type="button" data-print>Print or save as PDF</button>
<button type="button" data-numbers>Download the numbers</button></p>
</div>
</div>
<div data-slot="working">
<p data-slot="wrong" role="alert"></p>
<p data-slot="busy" role="status"></p>
<progress data-slot="done" max="1" aria-label="How much is done" hidden></progress>
<button type="button" data-cancel hidden>Cancel</button>
</div>
</div>
</section>"""
