"""A learner's own recording in Jupyter: the report of the page, live; the file is never changed."""

import contextlib
from pathlib import Path
from time import monotonic

import ipywidgets
import numpy as np
import plotly.graph_objects as go
from IPython.display import HTML, display
from plotly.subplots import make_subplots

from ..explorer.palette import VL, VM
from ..signals import processing, recording
from ..your_recording import STAGES, report
from .explorers import Access

MOST_POINTS = 4000
PATIENCE_S = 1.0
AROUND_MS = 100


def explore(path, channels=None, sampling_hz=None, time=None):
    """Show a recording: what was read, rest and repetitions to move, onsets by three rules, and the phantom meter.

    Parameters
    ----------
    path, channels, sampling_hz, time
        As in `vastus.signals.recording.read`.

    Returns
    -------
    Explored

    Raises
    ------
    vastus.signals.recording.RecordingError
        If the file cannot be used; the message says where and what was expected.
    """
    with _shown_as_it_goes() as tell:
        own = recording.read(path, channels, sampling_hz, time, tell)
    return Explored(Path(path).name, own)


@contextlib.contextmanager
def _shown_as_it_goes():
    """A function that is told a share, and shows it in a bar once that takes long; interrupting the kernel cancels."""
    began = monotonic()
    shown = []

    def tell(share):
        if not shown and monotonic() - began > PATIENCE_S:
            bar = ipywidgets.FloatProgress(max=1, description="Reading")
            shown.extend([bar, display(bar, display_id=True)])
        if shown:
            shown[0].value = share

    try:
        yield tell
    finally:
        if shown:
            bar, place = shown
            bar.close()
            place.update(HTML(""))


class Explored(ipywidgets.VBox):
    """The live report on one recording.

    Attributes
    ----------
    own : vastus.signals.recording.Recording
    found : vastus.signals.recording.Analysis
        As the windows now stand.
    """

    def __init__(self, name, own):
        self.own = own
        self.found = recording.analyse(own)
        duration_ms = 1000 * own.emg.shape[1] / own.sampling_hz
        wide = {"layout": ipywidgets.Layout(width="100%"), "style": {"description_width": "6rem"}}
        window = dict(min=0, max=duration_ms, step=5, readout_format=".0f", continuous_update=False, **wide)
        self.rest = ipywidgets.FloatRangeSlider(value=self.found.rest_ms, description="Rest, ms", **window)
        self.number = ipywidgets.IntSlider(1, 1, len(self.found.events_ms), description="Repetition", **wide)
        self.event = ipywidgets.FloatRangeSlider(value=self.found.events_ms[0], description="Looked at, ms", **window)
        self.rule = ipywidgets.Dropdown(options=list(recording.RULES), description="Rule", **wide)
        self.equal = ipywidgets.Checkbox(description="the same noise in both channels", indent=False)
        self.at_once = ipywidgets.Checkbox(description="both muscles start at once", indent=False)
        self.simulate = ipywidgets.Button(description="Simulate 400 trials")
        self.onsets, self.measured, self.share = (ipywidgets.HTML() for _ in range(3))
        self.picture = go.FigureWidget(self._figure())
        self._moving = False
        self.rest.observe(self._move, "value")
        self.event.observe(self._move, "value")
        self.number.observe(self._turn, "value")
        self.simulate.on_click(self._count)
        self._show()
        notes = ipywidgets.HTML("<br>".join([f"<strong>{name}</strong>", *own.notes]))
        meter = ipywidgets.HBox([self.rule, self.equal, self.at_once, self.simulate])
        meter.layout.flex_flow = "row wrap"
        methods = ipywidgets.HTML(report.methods_sentence(own, self.found))
        controls = [self.rest, self.number, self.event, self.picture, self.onsets, self.measured, meter, self.share]
        super().__init__([notes, *controls, methods, Access()])
        self.add_class("vastus-explorer-host")

    def _figure(self):
        figure = make_subplots(2, 2, subplot_titles=list(STAGES.values()))
        for stage in range(len(STAGES)):
            for muscle, colour in (("VM", VM), ("VL", VL)):
                line = go.Scatter(name=muscle, line=dict(color=colour, width=1), showlegend=stage == 0)
                figure.add_trace(line, stage // 2 + 1, stage % 2 + 1)
            for colour in (VM, VL):
                place = dict(row=stage // 2 + 1, col=stage % 2 + 1)
                figure.add_vline(x=0, line=dict(color=colour, width=2, dash="dot"), **place)
        figure.update_layout(height=520, margin=dict(l=40, r=10, t=40, b=30), template="simple_white")
        figure.update_xaxes(title="ms")
        return figure

    def _move(self, _):
        if self._moving:
            return
        events_ms = list(self.found.events_ms)
        events_ms[self.number.value - 1] = self.event.value
        self.found = recording.analyse(self.own, self.rest.value, events_ms)
        self._show()

    def _turn(self, _):
        self._moving = True
        self.event.value = self.found.events_ms[self.number.value - 1]
        self._moving = False
        self._show()

    def _show(self):
        at = self.number.value - 1
        heads = ["Rule", "VM", "VL", "VM after VL", "Median of all"]
        self.onsets.value = report.table(heads, report.onset_rows(self.found, at))
        self.channels = report.measured(self.own, self.found)
        self.measured.value = report.measured_sentence(self.channels)
        self.simulate.disabled = any(isinstance(one, str) for one in self.channels)
        self.share.value = ""
        rate_hz, banded = self.own.sampling_hz, self.found.banded
        rectified = processing.rectify(banded)
        envelope = processing.low_pass(rectified, rate_hz, report.ENVELOPE_HZ)
        start_ms, end_ms = self.found.events_ms[at]
        first, last = (round(edge * rate_hz / 1000) for edge in (max(0, start_ms - AROUND_MS), end_ms + AROUND_MS))
        every = max(1, (last - first) // MOST_POINTS)
        onsets_ms = self.found.onsets_ms[self.rule.value][:, at]
        with self.picture.batch_update():
            for stage, channels in enumerate((self.own.emg, banded, rectified, envelope)):
                for row, channel in enumerate(channels):
                    part = channel[first:last:every]
                    line = self.picture.data[2 * stage + row]
                    line.x = (first + every * np.arange(part.size)) * 1000 / rate_hz
                    line.y = part
                    rule = self.picture.layout.shapes[2 * stage + row]
                    rule.update(x0=onsets_ms[row], x1=onsets_ms[row], visible=not np.isnan(onsets_ms[row]))

    def _count(self, _):
        answer = report.meter(self.found, self.channels, self.rule.value, self.equal.value, self.at_once.value)
        said = report.meter_sentence(answer) if answer else "This rule found no delay in the recording."
        self.share.value = f"<strong>{said}</strong>"
