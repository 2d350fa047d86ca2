"""What VMO, its angle, the share of VM and the Q-angle move, in newtons per 100 N of quadriceps pull."""

from functools import lru_cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Explorer, Steps, Toggle, View
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, NEUTRAL_SOFT, TEXT, VL, VM
from ..knee import patella_pull as pull

CAPACITY = data.table("vasti_force_capacity")
ANGLES = data.table("vm_fibre_angles")
STEEPER_DEG, MORE_PERCENT, WIDER_DEG = 10, 1, 1  # the changes whose effect the reading gives
Q_ANGLES_DEG = (0, 5, 10, 15, 20)
HALF_WIDTH, HALF_HEIGHT = 11, 13  # of the drawn patella, in newtons of the arrows' scale
# Where the arrows start, so that each can be seen; the model has no points of attachment.
STARTS = np.array([(0, 13), (-8, 9), (7, 10), (10.5, 3)])
TENDON_START, REMAINDER_START = np.array((0, -13)), np.array((-11, 0))
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


def view(vmo, vmo_angle_deg, vm_percent, q_angle_deg):
    state = (vmo, vmo_angle_deg, vm_percent, q_angle_deg)
    heads = _heads(vmo, vmo_angle_deg, vm_percent)
    tendon = pull.tendon_pull_n(heads, q_angle_deg)
    left_over = outward_n(*state)
    moves = moves_n(*state)
    return View(
        _figure(vmo, heads, _heads(True, vmo_angle_deg, vm_percent)[VMO], tendon, left_over),
        _reading(q_angle_deg, left_over, moves),
        _table(state, heads, tendon, left_over, moves),
    )


def _figure(vmo, heads, vmo_if_on, tendon, left_over):
    arrows = [
        ("RF + VI", STARTS[0], heads[0], NEUTRAL, "solid", "top center"),
        ("VL", STARTS[1], heads[1], VL, "solid", "middle left"),
        ("VML", STARTS[2], heads[2], VM, "solid", "middle right"),
        ("VMO" if vmo else "VMO off", STARTS[3], vmo_if_on, VM, "solid" if vmo else "dot", "middle right"),
        ("tendon", TENDON_START, tendon, NEUTRAL, "solid", "middle right"),
        (
            "left over",
            REMAINDER_START * np.sign(left_over or 1),
            np.array([-left_over, 0]),
            ACCENT,
            "solid",
            _beside(left_over),
        ),
    ]
    figure = go.Figure()
    for name, start, force, colour, dash, place in arrows:
        end = start + force
        size = np.hypot(*force)
        thick = 5 if name == "left over" else 3
        words = name if name == "VMO off" else f"{name} {size:.1f}" if name == "VMO" else f"{name} {size:.0f}"
        figure.add_scatter(
            x=[start[0], end[0]],
            y=[start[1], end[1]],
            mode="lines+markers+text",
            text=["", words],
            textposition=place,
            textfont=dict(color=colour, size=13),
            cliponaxis=False,
            line=dict(color=colour, width=thick, dash=dash),
            hoverinfo="skip",
            marker=dict(
                symbol="arrow", angleref="previous", size=[0, min(14, 4 + 0.5 * size)], color=colour, opacity=1
            ),
            opacity=1 if vmo or name != "VMO off" else 0.6,
            showlegend=False,
        )
    rows = ["left over", "tendon", "VL", "VML", "VMO"]
    sideways = [-left_over, tendon[0], heads[1, 0], heads[2, 0], heads[3, 0]]
    figure.add_bar(
        x=sideways,
        y=rows,
        orientation="h",
        xaxis="x2",
        yaxis="y2",
        showlegend=False,
        hoverinfo="skip",
        marker=dict(color=[ACCENT, NEUTRAL, VL, VM, VM]),
        cliponaxis=False,
        text=[f"{abs(value):.1f}" if round(abs(value), 1) else "0" for value in sideways],
        textposition="outside",
        textfont=dict(color=TEXT, size=13),
        textangle=0,
    )
    figure.update_layout(
        height=600,
        margin=dict(l=8, r=8, t=8, b=48),
        bargap=0.35,
        xaxis=dict(range=[-62, 44], domain=[0, 1], anchor="y", visible=False, fixedrange=True, constrain="domain"),
        yaxis=dict(
            range=[-112, 62], domain=[0.32, 1], visible=False, fixedrange=True, scaleanchor="x", constrain="domain"
        ),
        xaxis2=dict(
            range=[-60, 38],
            anchor="y2",
            title="← outwards   N   inwards →",
            fixedrange=True,
            zeroline=True,
            zerolinecolor=MUTED,
            tickvals=[-40, -20, 0, 20],
            ticktext=["40", "20", "0", "20"],
        ),
        yaxis2=dict(domain=[0, 0.29], anchor="x2", fixedrange=True, showgrid=False),
        shapes=[
            dict(
                type="circle",
                xref="x",
                yref="y",
                x0=-HALF_WIDTH,
                x1=HALF_WIDTH,
                y0=-HALF_HEIGHT,
                y1=HALF_HEIGHT,
                fillcolor=NEUTRAL_SOFT,
                line=dict(color=NEUTRAL, width=1),
                layer="below",
            )
        ],
        annotations=[
            dict(text="<b>outer side</b>", x=-61, y=-45, xanchor="left", showarrow=False, font=dict(color=MUTED)),
            dict(text="<b>inner side</b>", x=43, y=-45, xanchor="right", showarrow=False, font=dict(color=MUTED)),
        ],
    )
    return figure


def _beside(left_over):
    """Where the label of the left-over arrow has room: under a long arrow, past the tip of a short one."""
    if abs(left_over) > 15:
        return "bottom center"
    return "middle left" if left_over >= 0 else "middle right"


def _reading(q_angle_deg, left_over, moves):
    left = "nothing" if left_over == 0 else f"{abs(left_over):.1f} N {'outwards' if left_over > 0 else 'inwards'}"
    *first, last = [f"{words} {_moved(newtons)}" for words, newtons in moves.items()]
    return (
        f"Per 100 N of quadriceps pull, at a Q-angle of {q_angle_deg:g} degrees, {left} is left for the groove and the "
        f"ligaments to hold; from here, {', '.join(first)} and {last}."
    )


def _moved(newtons):
    if abs(newtons) < 0.05:
        return "would change nothing"
    return f"would move it {abs(newtons):.1f} N {'outwards' if newtons > 0 else 'inwards'}"


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
    rows = [(name, f"{force:.1f}", f"{sideways + 0.0:+.1f}", origin) for name, force, sideways, origin in forces]
    rows.append(("VM in the quadriceps", f"{vm_percent:.1f}%", "", VM_SOURCES[vm_percent]))
    rows += [(words, "", f"{-newtons + 0.0:+.1f}", "computed, from this state") for words, newtons in moves.items()]
    return pd.DataFrame(rows, columns=["force or change", "size (N)", "sideways (N, + inwards)", "where it comes from"])


EXPLORER = Explorer(
    name="patella_pull",
    title="The pulls on the kneecap, right knee from the front",
    controls=(
        Toggle("vmo", "VMO pulls", True),
        Steps("vmo_angle_deg", "Angle of the distal fibres", tuple(sorted(VMO_SOURCES)), VMO_DEG, "°"),
        Steps("vm_percent", "VM, share of the quadriceps", tuple(sorted(VM_SOURCES)), VM_PERCENT, "%"),
        Steps("q_angle_deg", "Q-angle", Q_ANGLES_DEG, 15, "°"),
    ),
    view=view,
)
