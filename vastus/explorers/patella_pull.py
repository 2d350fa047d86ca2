"""What VMO, its angle, the share of VM and the Q-angle move, in newtons per 100 N of quadriceps pull."""

from functools import lru_cache

import numpy as np
import pandas as pd

from .. import data, references
from ..explorer import Explorer, Figure, Steps, Toggle, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, NEUTRAL_SOFT, SURFACE, VL, VL_SOFT, VM, VM_SOFT
from ..knee import patella_pull as pull
from ..knee.anatomy import drawing, source
from ..words import number, signed

CAPACITY = data.table("vasti_force_capacity")
ANGLES = data.table("vm_fibre_angles")
STEEPER_DEG, MORE_PERCENT, WIDER_DEG = 10, 1, 1  # the changes whose effect the reading gives
Q_ANGLES_DEG = (0, 5, 10, 15, 20)
# Where the arrows start, so that each can be seen; the model has no points of attachment.
STARTS = np.array([(0, -1), (-6, -6.8), (4.5, 2), (5.5, -2)])
TENDON_START, CUT_N = np.array((0, -5)), -12  # its arrow is cut off there, being longer than the rest together
LEFT_OVER_AT = (16.5, -8)  # right end of that arrow, whichever way it points
HEAD_N, OUT_OF_SIGHT = 1.8, -200
WIDTH_N, HEIGHT_N = (-25.5, 26.5), (CUT_N, 38)  # as little as the arrows and their words need: the VMO's is short
N_PER_UNIT = 0.15  # makes the knee behind the arrows as large as the picture
BEHIND = (  # the knee, faded, from behind to front; a muscle hides what it covers
    (NEUTRAL_SOFT, ("femur", "tibia", "fibula", "rectus-femoris", "quadriceps-tendon", "patellar-tendon")),
    (SURFACE, ("vastus-lateralis", "vastus-medialis")),
    (VL_SOFT, ("vastus-lateralis",)),
    (VM_SOFT, ("vastus-medialis",)),
)
VMO = pull.HEADS.index("VMO")


def _percent(citekey, muscle):
    """A muscle's published percent of the quadriceps, or computed from the four heads of the source."""
    rows = CAPACITY[(CAPACITY["citekey"] == citekey) & (CAPACITY["unit"] != "ratio")]
    rows = rows[rows["unit"] == rows["unit"].iloc[0]]
    return float(100 * rows.loc[rows["muscle"] == muscle, "value"].item() / rows["value"].sum())


def _angles(citekey):
    """Mean angles of a source, in the order of the table."""
    return ANGLES.loc[ANGLES["citekey"] == citekey, "angle_mean_deg"].tolist()


def _vm_beside(vl_to_vm):
    """Percent of VM where RF and VI keep theirs and VL has so many times as much."""
    return round(float((100 - RF_VI_PERCENT) / (1 + vl_to_vm)), 1)


RF_VI_PERCENT = _percent("farahmand1998", "RF+VI")
VM_PERCENT = _percent("farahmand1998", "VM")
VMO_PERCENT_OF_VM = data.table("vm_morphology").query("citekey == 'raimondo1998'")["value"].item()
VML_DEG, LOWER_THIRD_DEG, PATELLAR_BORDER_DEG = _angles("vergara_vm")
(VMO_DEG,) = _angles("josr2021vmo")
ATHLETIC_DEG, SEDENTARY_DEG = _angles("benjafield2015")
_by = {key: references.label(key) for key in (*ANGLES["citekey"], *CAPACITY["citekey"], "raimondo1998")}
VMO_SOURCES = {
    VML_DEG: f"as steep as the middle third, {_by['vergara_vm']}",
    LOWER_THIRD_DEG: f"lower third, {_by['vergara_vm']}",
    VMO_DEG: f"quoted by {_by['josr2021vmo']}, inside the ranges of {_by['rajput2017']} and {_by['weinstabl1989']}",
    PATELLAR_BORDER_DEG: f"upper patellar border, {_by['vergara_vm']}",
    ATHLETIC_DEG: f"athletic adults, {_by['benjafield2015']}",
    SEDENTARY_DEG: f"sedentary adults, {_by['benjafield2015']}",
}
_ratios = CAPACITY.query("citekey == 'farahmand1998' and unit == 'ratio'")["value"]
VM_SOURCES = {
    _vm_beside(_ratios.max()): f"highest VL:VM of the specimens, {_by['farahmand1998']}",
    _vm_beside(_ratios.min()): f"lowest VL:VM of the specimens, {_by['farahmand1998']}",
    VM_PERCENT: f"mean of the specimens, {_by['farahmand1998']}",
} | {
    round(_percent(key, "VM"), 1): f"computed from {_by[key]}"
    for key in ("narici1992", "opensim_rajagopal2016", "opensim_gait2392")
}
REFERENCE = pull.head_shares_percent(VM_PERCENT, RF_VI_PERCENT, VMO_PERCENT_OF_VM)
VL_DEG = pull.balancing_vl_angle_deg(REFERENCE, VML_DEG, VMO_DEG)


@lru_cache
def _heads(vmo, vmo_angle_deg, vm_percent):
    shares = pull.head_shares_percent(vm_percent, RF_VI_PERCENT, VMO_PERCENT_OF_VM)
    if not vmo:
        shares[VMO] = 0
    return pull.head_pulls_n(shares, VL_DEG, VML_DEG, vmo_angle_deg)


def outward_n(vmo, vmo_angle_deg, vm_percent, q_angle_deg):
    """What is left over for groove and ligaments, in newtons; positive is outwards."""
    return round(-pull.remainder_n(_heads(vmo, vmo_angle_deg, vm_percent), q_angle_deg), 9) + 0.0


def moves_n(vmo, vmo_angle_deg, vm_percent, q_angle_deg):
    """How much outward force each change adds, from this state: a dict of words to newtons."""
    here = outward_n(vmo, vmo_angle_deg, vm_percent, q_angle_deg)
    return {
        "losing VMO" if vmo else "getting VMO back": outward_n(not vmo, vmo_angle_deg, vm_percent, q_angle_deg) - here,
        f"distal fibres {STEEPER_DEG} degrees steeper": outward_n(
            vmo, vmo_angle_deg + STEEPER_DEG, vm_percent, q_angle_deg
        )
        - here,
        f"{MORE_PERCENT} percent more VM and less VL": outward_n(
            vmo, vmo_angle_deg, vm_percent + MORE_PERCENT, q_angle_deg
        )
        - here,
        f"{WIDER_DEG} degree more Q-angle": outward_n(vmo, vmo_angle_deg, vm_percent, q_angle_deg + WIDER_DEG) - here,
    }


def _upright(line):
    """Points of the drawing, its line of the quadriceps pointing up as in the model, the middle of the patella at 0."""
    patella, pelvis = source.quadriceps_line()
    across, up = (pelvis - patella) / np.hypot(*(pelvis - patella))
    return (line - patella) @ np.array([(-up, across), (across, up)]) * N_PER_UNIT


def _knee(*parts):
    """Contours of the drawing as one shape, all running round the same way: where two overlap, it is filled once."""
    outlines = [_upright(source.outline(part)[::4]) for part in parts]
    return _apart([line if _runs_left(line) else line[::-1] for line in outlines])


def _fibres(part):
    return _apart([_upright(line) for line in drawing.fibres(part)])


def _apart(lines):
    """Coordinates of several lines as plotly takes them, with a gap after each."""
    return tuple(sum(([*line[:, axis].round(2).tolist(), None] for line in lines), []) for axis in (0, 1))


def _runs_left(line):
    x, y = line.T
    return x @ np.roll(y, -1) > y @ np.roll(x, -1)


KNEE = [(colour, _knee(*parts)) for colour, parts in BEHIND]
FIBRES = [(VL_SOFT, _fibres("vastus-lateralis")), (VM_SOFT, _fibres("vastus-medialis"))]
PATELLA = _knee("patella")


def view(vmo, vmo_angle_deg, vm_percent, q_angle_deg):
    state = (vmo, vmo_angle_deg, vm_percent, q_angle_deg)
    heads = _heads(vmo, vmo_angle_deg, vm_percent)
    tendon = pull.tendon_pull_n(heads, q_angle_deg)
    left_over = outward_n(*state)
    moves = moves_n(*state)
    left = f"{abs(left_over):.1f} N {_way(left_over)}" if left_over else "nothing"
    return View(
        {
            "Pulls": _pulls(vmo, heads, _heads(True, vmo_angle_deg, vm_percent)[VMO], tendon, left_over),
            "Sideways": _sideways(heads, tendon, left_over),
        },
        _reading(q_angle_deg, left, moves),
        _table(state, heads, tendon, left_over, moves),
        f"{left[0].upper()}{left[1:]} left to hold",
    )


def _way(newtons):
    return "outwards" if newtons > 0 else "inwards"


def _pulls(vmo, heads, vmo_if_on, tendon, left_over):
    ends = STARTS + heads
    ghost = [STARTS[VMO], STARTS[VMO] + vmo_if_on] if not vmo else [(OUT_OF_SIGHT, OUT_OF_SIGHT)] * 2
    cut = TENDON_START + tendon * (CUT_N - TENDON_START[1]) / tendon[1]
    right, y = LEFT_OVER_AT
    tail, tip = (right, right - left_over) if left_over > 0 else (right + left_over, right)
    size = np.hypot(*heads.T)
    return Figure(
        [
            *(marks.line(*shape, colour, width=0, fill="toself", fillcolor=colour) for colour, shape in KNEE),
            *(marks.line(*lines, colour, width=1) for colour, lines in FIBRES),
            marks.line(*PATELLA, NEUTRAL, width=1, fill="toself", fillcolor=SURFACE),
            _arrow(STARTS[0], ends[0], NEUTRAL),
            _arrow(STARTS[1], ends[1], VL),
            _arrow(STARTS[2], ends[2], VM),
            _arrow(STARTS[3], ends[3], VM),
            marks.line(*zip(*ghost, strict=True), VM, dash="dot"),
            marks.line(*zip(TENDON_START, cut, strict=True), NEUTRAL, width=4),
            _arrow((tail, y), (tip, y), ACCENT, width=6),
            marks.words(
                [ends[0, 0] + 1, ends[1, 0], ends[2, 0] + 0.5, (STARTS[3] + vmo_if_on)[0] + 0.5, cut[0] - 0.5, 1],
                [ends[0, 1] - 2, ends[1, 1], ends[2, 1], (STARTS[3] + vmo_if_on)[1], y - 2.6, y - 2.6],
                [
                    f"RF + VI {size[0]:.0f}",
                    f"VL {size[1]:.0f}",
                    f"VML {size[2]:.0f}",
                    f"VMO {size[3]:.1f}" if vmo else "VMO off",
                    f"tendon {np.hypot(*tendon):.0f}, cut off",
                    f"left over {abs(left_over):.1f}",
                ],
                [NEUTRAL, VL, VM, VM, NEUTRAL, ACCENT],
                size=13,
                bold=True,
                place=["middle right", "top center", "middle right", "middle right", "middle left", "middle right"],
                cliponaxis=False,  # on the narrowest phone there is room beside the axes
            ),
        ],
        dict(
            height=312,
            margin=dict(l=2, r=2, t=2, b=2),
            xaxis=dict(range=WIDTH_N, visible=False, constrain="domain"),
            yaxis=dict(range=HEIGHT_N, visible=False, scaleanchor="x", constrain="domain"),
            annotations=[
                marks.note("outer side", WIDTH_N[0], -3, anchor="left middle"),
                marks.note("inner side", WIDTH_N[1], -3, anchor="right middle"),
            ],
        ),
    )


def _arrow(start, end, colour, *, width=4):
    """A line with a head, all in one trace; without length it goes out of sight."""
    start, end = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    length = np.hypot(*(end - start))
    if length < 1e-6:
        start = end = np.full(2, OUT_OF_SIGHT)
    along = (end - start) / max(length, 1e-6)
    across = np.array((-along[1], along[0]))
    barbs = [end - HEAD_N * (along + side * 0.6 * across) for side in (-1, 1)]
    return marks.line(*np.transpose([start, end, barbs[0], end, barbs[1]]).tolist(), colour, width=width)


def _sideways(heads, tendon, left_over):
    names = ["left over", "tendon", "VL", "VML", "VMO"]
    inwards = [-left_over, tendon[0], *heads[1:, 0]]
    rows = list(range(len(names)))
    outer = [min(value, 0) for value in inwards[:3]]
    said = [number(abs(value), 1) for value in inwards]
    return Figure(
        [
            marks.bars(inwards, rows, [ACCENT, NEUTRAL, VL, VM, VM], orientation="h", width=0.6),
            marks.words(outer, rows[:3], [f"{text} " for text in said[:3]], size=13, place="middle left"),
            marks.words(inwards[3:], rows[3:], [f" {text}" for text in said[3:]], size=13),
        ],
        dict(
            height=240,
            margin=dict(l=8, r=8, t=4, b=44),
            xaxis=dict(
                range=[-52, 26],
                title="← outwards   N   inwards →",
                zeroline=True,
                zerolinecolor=MUTED,
                tickvals=[-40, -20, 0, 20],
                ticktext=["40", "20", "0", "20"],
            ),
            yaxis=dict(range=[-0.5, 4.5], tickvals=rows, ticktext=names, showgrid=False),
        ),
    )


def _reading(q_angle_deg, left, moves):
    words, newtons = next(iter(moves.items()))
    return (
        f"Per 100 N of quadriceps pull, at a Q-angle of {q_angle_deg:g} degrees, {left} is left for the groove and the "
        f"ligaments to hold; {words} would move it {abs(newtons):.1f} N {_way(newtons)}."
    )


def _table(state, heads, tendon, left_over, moves):
    vmo, vmo_angle_deg, vm_percent, q_angle_deg = state
    origins = {
        "RF and VI": f"{_by['farahmand1998']}; on the line of pull by definition",
        "VL": f"the rest of the share; {VL_DEG:.1f} degrees outwards, assumed so that all heads balance",
        "VML": f"rest of VM; {VML_DEG:g} degrees, {_by['vergara_vm']}",
        "VMO": (
            f"{VMO_PERCENT_OF_VM:g} percent of VM, {_by['raimondo1998']}; "
            f"{vmo_angle_deg:g} degrees, {VMO_SOURCES[vmo_angle_deg]}"
        )
        if vmo
        else "switched off",
    }
    forces = [(name, np.hypot(*force), force[0], origins[name]) for name, force in zip(pull.HEADS, heads, strict=True)]
    forces.append(("patellar tendon", np.hypot(*tendon), tendon[0], f"Q-angle {q_angle_deg:g} degrees, chosen here"))
    forces.append(("left over", abs(left_over), -left_over, "computed"))
    rows = [(name, f"{force:.1f}", signed(sideways, 1), origin) for name, force, sideways, origin in forces]
    rows.append(("VM in the quadriceps", f"{vm_percent:.1f}%", "", VM_SOURCES[vm_percent]))
    rows += [(words, "", signed(-newtons, 1), "computed, from this state") for words, newtons in moves.items()]
    return pd.DataFrame(rows, columns=["force or change", "size (N)", "sideways (N, + inwards)", "where it comes from"])


EXPLORER = Explorer(
    name="patella_pull",
    title="The pulls on the kneecap, right knee from the front",
    controls=(
        Toggle("vmo", "VMO pulls", True, "Pulls"),
        Steps("vmo_angle_deg", "Angle of the distal fibres", tuple(sorted(VMO_SOURCES)), VMO_DEG, "°", "Pulls"),
        Steps("vm_percent", "VM, share of the quadriceps", tuple(sorted(VM_SOURCES)), VM_PERCENT, "%", "Pulls"),
        Steps("q_angle_deg", "Q-angle", Q_ANGLES_DEG, 15, "°", "Pulls"),
    ),
    view=view,
)
