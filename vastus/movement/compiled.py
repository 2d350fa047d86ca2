"""The movement as numbers: for every setting where each limb is, and what the knee and its muscles do.

- *A posture hangs on the bend of the knee alone*, given slope and load; the height of the step only says how deep it
  goes. So limbs are written over a few bends (`KNOTS_DEG`, and where the ankle comes to its limit), once for each slope
  and load, and whoever plays them goes straight from one to the next.
- *Time* is that of `vastus.signals.step_down`: the knee follows the smoothest curve, three seconds down and
  three up.
- *Forces are quasi-static*: those of `vastus.knee.step_down` at that bend, held still.
- *VM and VL are simulated*: both follow the model's knee moment, and their ratio is built in.
- Numbers are whole: tenths of a unit of the drawing (half a millimetre), tenths of a degree, thousandths of a length.
"""

import functools
import json

import numpy as np

from .. import words
from ..knee import person, person_marks, step_down
from ..knee import step_down_drawing as drawing
from ..signals import step_down as recording

BODY_MASS_KG = 60
HEIGHTS_CM, SLOPES_DEG, LOADS_KG = (5, 10, 15, 20), (15, 25), (0, 10)
FIRST = {"step_height_cm": 15, "slope_deg": 25, "load_kg": 0}
PAUSE_S, WAY_S = 0.8, 3.0
DURATION_S = 2 * (PAUSE_S + WAY_S)
TURN_S = PAUSE_S + WAY_S
TIME_STEP_S, EMG_STEP_S = 0.1, 0.2
KNOTS_DEG = np.array([*np.arange(0, 60, 7.5), *np.arange(60, 91, 5)])  # closer where the trunk moves faster
REPETITIONS = 6  # whose mean envelope is drawn
TOPS = {"knee": 100, "emg": 150, "force": 11}  # of the strips: degrees, microvolts, body weights
FULL_NM = float(step_down.knee_moment_nm(step_down.posture(90.0, body_mass_kg=BODY_MASS_KG)))


def setup(slope_deg, load_kg):
    """Parameters of the model."""
    return {"slope_deg": slope_deg, "backpack_kg": load_kg, "body_mass_kg": BODY_MASS_KG}


@functools.cache
def deepest_deg(step_height_cm, slope_deg, load_kg):
    """Knee flexion at the turn: where the heel touches, or 90 degrees, where the model ends."""
    return step_down.deepest_deg(step_height_cm / 100, **setup(slope_deg, load_kg))


def gap_m(step_height_cm, slope_deg, load_kg):
    """How far the heel is above the floor at the turn; 0 where it touches."""
    lowest = step_down.posture(deepest_deg(step_height_cm, slope_deg, load_kg), **setup(slope_deg, load_kg))
    return float(step_down.heel_gap_m(lowest, step_height_cm / 100))


def share_of_way(time_s):
    """How much of its way down the knee has gone, from 0 to 1, at given times."""
    return (
        recording.knee_flexion_deg(1000 * np.asarray(time_s), 1000 * PAUSE_S, 1000 * WAY_S, recording.STRAIGHT_DEG + 1)
        - recording.STRAIGHT_DEG
    )


def knee_flexion_deg(time_s, deepest):
    """Knee flexion at given times."""
    return recording.STRAIGHT_DEG + (deepest - recording.STRAIGHT_DEG) * share_of_way(time_s)


def envelopes_uv(step_height_cm, slope_deg, load_kg):
    """Mean simulated envelopes of VM and VL over one repetition, at ``TIME_STEP_S`` of the recording; microvolts."""
    time_s = np.arange(0, DURATION_S, 1 / recording.SAMPLING_HZ)
    bend_deg = knee_flexion_deg(time_s, deepest_deg(step_height_cm, slope_deg, load_kg))
    grid_deg = np.arange(0, 91.0)
    grid_nm = step_down.knee_moment_nm(step_down.posture(grid_deg, **setup(slope_deg, load_kg)))
    active = np.interp(bend_deg, grid_deg, grid_nm) / FULL_NM
    at = np.arange(0, len(time_s) + 1, round(EMG_STEP_S * recording.SAMPLING_HZ))
    at[-1] -= 1
    return {muscle: recording.envelope_uv(muscle, active, REPETITIONS).mean(axis=0)[at] for muscle in recording.GAIN}


def knots_deg(slope_deg, load_kg):
    """Bends at which limbs are written: evenly, and where the ankle comes to its limit."""
    fine_deg = np.arange(0, 90.01, 0.1)
    ankle_deg = step_down.posture(fine_deg, **setup(slope_deg, load_kg)).ankle_dorsiflexion_deg
    at_limit_deg = fine_deg[ankle_deg >= step_down.ANKLE_LIMIT_DEG - 1e-6]
    return np.unique(np.append(KNOTS_DEG, at_limit_deg[:1]))


@functools.cache
def data():
    """All that a player needs, ready for JSON.

    Returns
    -------
    dict
        - ``time``: step, end and turn in seconds; ``share`` of the way down at each time, in thousandths;
        - ``tops``: the highest of each strip;
        - ``scene``: paths by height or slope;
        - ``side`` by ``slope load`` and ``front`` by form: ``bend`` of each knot, and ``limbs``, each with x, y,
          turn and stretch as numbers of ``columns``, which hold one value or one for each knot;
        - ``settings`` by ``height slope load``: ``deepest`` bend in tenths of a degree, ``gap`` of the heel in
          millimetres, ``vm`` and ``vl`` in microvolts; ``forms``: the deepest bend by ``height form``;
        - ``sentences`` by ``height slope load``.
    """
    times_s = np.arange(0, DURATION_S + TIME_STEP_S / 2, TIME_STEP_S)
    slopes = (0, *SLOPES_DEG)
    columns = _Columns()
    return {
        "time": {"step": TIME_STEP_S, "end": DURATION_S, "turn": TURN_S, "pause": PAUSE_S, "emg": EMG_STEP_S},
        "tops": TOPS,
        "straight": round(10 * recording.STRAIGHT_DEG),
        "share": _whole(1000 * share_of_way(times_s)),
        "scene": _scene(),
        "columns": columns.found,
        "side": {f"{slope} {load}": _side(slope, load, columns) for slope in slopes for load in LOADS_KG},
        "front": {form: _front(form, columns) for form in drawing.FORMS},
        "settings": {
            f"{height} {slope} {load}": _setting(height, slope, load)
            for height in HEIGHTS_CM
            for slope in slopes
            for load in LOADS_KG
        },
        "forms": {
            f"{height} {form}": round(10 * drawing.front_deepest_deg(form, height / 100))
            for height in HEIGHTS_CM
            for form in drawing.FORMS
        },
        "sentences": {
            f"{height} {slope} {load}": sentence(height, slope, load)
            for height in HEIGHTS_CM
            for slope in SLOPES_DEG
            for load in LOADS_KG
        },
    }


def encoded():
    """`data` as the bytes of a JSON file."""
    return json.dumps(data(), separators=(",", ":"), ensure_ascii=False).encode()


def numbers(body):
    """What is told of a posture: bend in degrees, lever in cm, knee moment in newton metres, load in body weights."""
    return {
        "bend": body.knee_flexion_deg,
        "lever": 100 * (body.knee_m - body.foot_middle_m)[..., 0],
        "moment": step_down.knee_moment_nm(body),
        "force": step_down.joint_force_bw(body),
    }


def at_turn(step_height_cm, slope_deg, load_kg):
    """`numbers` at the turn."""
    bend_deg = deepest_deg(step_height_cm, slope_deg, load_kg)
    return {
        name: float(value) for name, value in numbers(step_down.posture(bend_deg, **setup(slope_deg, load_kg))).items()
    }


def sentence(step_height_cm, slope_deg, load_kg):
    """What a setting shows, with its numbers."""
    flat, wedge = (at_turn(step_height_cm, slope, load_kg) for slope in (0, slope_deg))
    with_load = f" with {load_kg} kg on the back" if load_kg else ""
    gap_cm = 100 * gap_m(step_height_cm, slope_deg, load_kg)
    ends = f"is still {words.number(gap_cm, 1)} cm up at" if gap_cm else "touches at"
    return (
        f"From {step_height_cm} cm{with_load} the heel touches at {flat['bend']:.0f} degrees on the flat, with "
        f"{flat['force']:.1f} body weights behind the kneecap; on {slope_deg} degrees of slope it {ends} "
        f"{wedge['bend']:.0f}, with {wedge['force']:.1f}."
    )


def _setting(step_height_cm, slope_deg, load_kg):
    given = step_height_cm, slope_deg, load_kg
    envelopes = envelopes_uv(*given)
    return {
        "deepest": round(10 * deepest_deg(*given)),
        "gap": round(1000 * gap_m(*given)),
        "vm": _whole(envelopes["VM"]),
        "vl": _whole(envelopes["VL"]),
    }


def _side(slope_deg, load_kg, columns):
    bends_deg = knots_deg(slope_deg, load_kg)
    body = step_down.posture(bends_deg, **setup(slope_deg, load_kg))
    places = {**person.side(body), **person_marks.side(body)}
    told = numbers(body)
    return {
        "bend": _whole(10 * bends_deg),
        "limbs": columns.of(places),
        "lever": _whole(10 * told["lever"]),
        "moment": _whole(10 * told["moment"]),
        "force": _whole(100 * told["force"]),
    }


def _front(form, columns):
    body, seen = drawing.front_posture(form, KNOTS_DEG)
    places = {**person.front(body, seen), **person_marks.front(body, seen)}
    return {"bend": _whole(10 * KNOTS_DEG), "limbs": columns.of(places)}


class _Columns:
    """Columns of numbers, each written once: joints are shared by limbs, and much never moves."""

    def __init__(self):
        self.found = []
        self._numbers = {}

    def of(self, places):
        """For each limb the columns of x, y, turn and stretch."""
        return {name: [self._number(values) for values in _four(place)] for name, place in places.items()}

    def _number(self, values):
        column = tuple(_whole(values))
        column = column[:1] if len(set(column)) == 1 else column
        if column not in self._numbers:
            self._numbers[column] = len(self.found)
            self.found.append(list(column) if len(column) > 1 else column[0])
        return self._numbers[column]


def _four(place):
    x, y = drawing.UNITS_PER_M * place.joint_m.T * [[1], [-1]]
    return 10 * x, 10 * y, 10 * place.turn_deg, 1000 * place.stretch


def _scene():
    """What the person stands on, by height or slope; the wedge is the same from each step."""
    steps = {
        view: {height: drawing.closed(scene(height / 100)["step"]) for height in HEIGHTS_CM}
        for view, scene in (("side", functools.partial(person.scene, 0)), ("front", person.scene_front))
    }
    return {
        "step": steps,
        "rail": {height: drawing.rail_path(height / 100) for height in HEIGHTS_CM},
        "weight": {
            slope: _whole([drawing.UNITS_PER_M * step_down.posture(0.0, slope).foot_middle_m[0]])[0]
            for slope in (0, *SLOPES_DEG)
        },
        "wedge": {slope: drawing.closed(person.scene(slope, 0.1)["wedge"]) for slope in SLOPES_DEG},
    }


def _whole(values):
    return [int(value) for value in np.round(values)]
