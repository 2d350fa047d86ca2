"""Twelve weeks of the step-down: where they start, and what a week's answers do to the next week.

- A *level* is a rung of the ladder and a number of repetitions; `LEVELS` runs from the easiest to the hardest.
- After each week come two answers (`Answer`): the worst pain in a session, and whether the knee was sorer the next
  morning. Under a `PainRule` they make a verdict: ``settled``, ``over`` (one answer past the rule) or ``flare`` (both).
- `next_week` is the whole programme: a `State` (the level, and how many weeks running were over) and a verdict give
  the next state, and the name of the rule that decided. There are 72 states and 3 verdicts, and no other memory.
- `plan` walks through the weeks; `lookup` writes all of it out as a table, for what can only look things up.
- Load is what `vastus.knee.step_down` presses behind the kneecap at the deepest point, times the repetitions.
- `RULES` says every rule in words, with its sources and with what this course chose. No trial tested this programme.

Load only ever rises by one level, after a settled week that did not follow one over the rule. Left out: everything
that two answers a week do not tell. Giving way, locking, new swelling, or pain that rises from session to session
stops the programme at once, whatever stands here. The model of the load knows no speed, so in it a step-up weighs as
much as a step-down of the same height.
"""

from dataclasses import dataclass

from . import data
from .knee import step_down

_DOSES = data.table("step_down_dosage_trials").set_index("id")

WEEKS = int(_DOSES.loc["S13", "duration_weeks"])  # hansen2023
SESSIONS_A_WEEK = int(_DOSES.loc["S8", "sessions"] / _DOSES.loc["S8", "duration_weeks"])  # song2009
SETS = int(_DOSES.loc["S9", "sets"])  # bennell2010
REPETITIONS = (6, 8, int(_DOSES.loc["S9", "reps"]))  # the last is bennell2010's
LOW_STEP_CM = 5.0  # this course's choice: the model's knee stays within the 45 degrees that powers2014 advises
MIDDLE_STEP_CM = float(_DOSES.loc["S17", "step_height_cm"])  # ardstepup; the same in young2005
SLOPE_DEG, WEIGHT_KG = 15, 10
MOST_WEEKS_OVER = 3  # running
MOST_PAIN = 10
VERDICTS = ("settled", "over", "flare")  # by how many of the two answers pass the rule


@dataclass(frozen=True)
class Rule:
    """One rule of the programme.

    Attributes
    ----------
    says : str
        The rule, for a reader.
    sources : tuple of str
        Citekeys; empty if it is this course's choice altogether.
    found : str
        What the sources support; empty without any.
    chosen : str
        What of it is this course's choice.
    """

    says: str
    sources: tuple[str, ...]
    found: str
    chosen: str


@dataclass(frozen=True)
class Rung:
    """A step of the ladder.

    Attributes
    ----------
    name, words : str
        Short name, and what is done.
    step_height_cm : float
    force_bw : float
        Force behind the kneecap at the deepest point of a repetition, in body weights, by the model.
    """

    name: str
    words: str
    step_height_cm: float
    force_bw: float

    @property
    def label(self):
        """Name and height, such as ``low step-down, 5 cm``."""
        return f"{self.name}, {self.step_height_cm:g} cm"


@dataclass(frozen=True)
class Level:
    """A rung and a number of repetitions in a set."""

    rung: Rung
    repetitions: int

    @property
    def label(self):
        """What is done, such as ``low step-down, 5 cm, 3 × 8``."""
        return f"{self.rung.label}, {SETS} × {self.repetitions}"

    @property
    def weekly_load(self):
        """Force behind the kneecap times repetitions, over that of the easiest level. This course's own measure."""
        return self.rung.force_bw * self.repetitions / (LADDER[0].force_bw * REPETITIONS[0])


@dataclass(frozen=True)
class PainRule:
    """The worst pain in a session, of 10, that a reader accepts."""

    words: str
    most_pain: int


@dataclass(frozen=True)
class Answer:
    """A week's answers: worst pain in a session (0 to 10), and whether the knee was sorer the next morning."""

    pain: int
    sorer_next_morning: bool

    def __post_init__(self):
        if not 0 <= self.pain <= MOST_PAIN:
            raise ValueError(f"pain is {self.pain}; expected 0 (none) to {MOST_PAIN} (the worst there can be)")


@dataclass(frozen=True)
class State:
    """All that the programme remembers: place in `LEVELS`, and weeks over the rule running, this far."""

    level: int
    weeks_over: int = 0

    @property
    def paused(self):
        return self.weeks_over >= MOST_WEEKS_OVER


@dataclass(frozen=True)
class Week:
    """A week of a plan.

    Attributes
    ----------
    number : int
        From 1.
    level : Level or None
        None while the programme is paused.
    verdict : str
        ``settled``, ``over`` or ``flare``; empty if the week has not been answered or is paused.
    decided_by : str
        Name in `RULES` of what the verdict does to the next week; empty like the verdict.
    """

    number: int
    level: Level | None
    verdict: str
    decided_by: str

    @property
    def weekly_load(self):
        return self.level.weekly_load if self.level else 0.0


def _force_bw(step_height_cm, **setup):
    touch_deg = step_down.knee_flexion_at_touch_deg(step_height_cm / 100, **setup)
    return float(step_down.joint_force_bw(step_down.posture(touch_deg, **setup)))


def _lowering(name, words, step_height_cm):
    return Rung(name, words, step_height_cm, _force_bw(step_height_cm))


LADDER = (
    _lowering("step-up", "step up onto a low step, and back down", LOW_STEP_CM),
    _lowering("low step-down", "lower yourself from a low step", LOW_STEP_CM),
    _lowering("middle step", "the same from a step twice as high", MIDDLE_STEP_CM),
    _lowering("higher step", "lower yourself from a higher step", 15.0),
    _lowering("high step", "lower yourself from a step as high as a stair", 20.0),
    # back to 10 cm: from 20 on this slope the model's heel is not down at 90 degrees of bend, from 15 only at 81
    Rung(
        "slope or weight",
        f"the middle step again, on a slope of {SLOPE_DEG}°; or instead the higher step, with {WEIGHT_KG} kg",
        MIDDLE_STEP_CM,
        max(_force_bw(MIDDLE_STEP_CM, slope_deg=SLOPE_DEG), _force_bw(15.0, backpack_kg=WEIGHT_KG)),
    ),
)
LEVELS = tuple(Level(rung, repetitions) for rung in LADDER for repetitions in REPETITIONS)
STARTS = {rung.name: number * len(REPETITIONS) for number, rung in enumerate(LADDER[:2])}

PAIN_RULES = {
    "painless": PainRule("no pain", 0),
    "below_three": PainRule("pain below 3 of 10", 2),
}

RULES = {
    "ladder": Rule(
        "Step-up, low step-down, higher steps, then a slope or a weight, not both.",
        ("chinkulprasert2011", "zwerver2007", "cowan2001"),
        "A forward step-down bent the knee further than step-ups and loaded the joint behind the kneecap more; a slope "
        "or a weight raises the knee moment; the stairs of a laboratory study were 20 cm high.",
        "The heights between, and that the slope or the weight comes last, on a lower step again.",
    ),
    "start": Rule(
        "Start on the flat and low: step-up, or low step-down, with the fewest repetitions.",
        ("powers2014", "ardstepup", "young2005", "song2023"),
        "Squats between 45 degrees and straight were advised after a study of joint stress in ten healthy people; "
        "steps of 10 cm were used in other conditions; single-leg squats on a slope had the highest peak of 35 tasks.",
        "The 5 cm, which bend the knee of the course's model by 40 degrees, and the 6 repetitions.",
    ),
    "dose": Rule(
        f"{SETS} sets of {REPETITIONS[0]} repetitions, later of {REPETITIONS[1]}, then of {REPETITIONS[2]}.",
        ("bennell2010", "osteras2013"),
        f"{SETS} sets of {REPETITIONS[2]} in one trial, of other quadriceps exercises; in another a larger package of "
        "exercise left less pain than a smaller one.",
        "The fewer repetitions before that, and to begin again with few on every rung.",
    ),
    "sessions": Rule(
        f"{SESSIONS_A_WEEK} sessions a week.",
        ("song2009", "hansen2023", "osteras2013", "rathleff2012protocol", "oliveira2023dose"),
        "Three sessions a week in three trials of other exercises, and in the plan of a fourth that had a step-up; "
        "over 16 trials more sessions a week went with less relief of pain.",
        "To carry that over to this exercise.",
    ),
    "weeks": Rule(
        f"{WEEKS} weeks.",
        ("hansen2023", "rathleff2019"),
        "Programmes of 12 weeks, of other exercises; others were shorter.",
        "To carry that over to this exercise.",
    ),
    "pain in the session": Rule(
        "Pain in a session stays within the rule chosen at the start: no pain, or below 3 of 10.",
        ("collins2008", "ardstepup"),
        "Activities that do not provoke pain in one trial; a limit of 3 on a 10 cm scale for a step-up in knee "
        "osteoarthritis.",
        "To offer both: nothing read here compares them.",
    ),
    "next morning": Rule(
        "The knee is no sorer the next morning than before the session.",
        (),
        "",
        "All of it.",
    ),
    "rise": Rule(
        "After a settled week, one level up: more repetitions, or the next rung with few.",
        ("esculier2018", "esculier2020"),
        "Education in runners changed training as symptoms guided it.",
        "One level a week, one thing harder at a time.",
    ),
    "largest rise": Rule(
        "The weekly load never rises by more than a third from one week to the next.",
        (),
        "",
        "All of it, and the measure of load: the force behind the kneecap in this course's model, times repetitions. "
        "A single repetition may gain more: from 5 to 10 cm, 83 percent.",
    ),
    "wait": Rule(
        "After a week over the rule, the first settled week is repeated: two are needed before a rise.",
        (),
        "",
        "All of it.",
    ),
    "first week over": Rule(
        "One answer past the rule, for the first week: repeat the week.",
        (),
        "",
        "All of it.",
    ),
    "back": Rule(
        "Both answers past the rule, or one in a second week running: one rung down, with the same repetitions; on "
        "the lowest rung, the fewest repetitions.",
        ("rathleff2019",),
        "An activity ladder with pain monitoring, in adolescents and without a control group.",
        "How far down, and when.",
    ),
    "pause": Rule(
        "A third week running past the rule: pause, and have the knee examined.",
        (),
        "",
        "All of it. A plan that needs a third reduction needs another look first.",
    ),
    "top": Rule(
        "At the top of the ladder a settled week is repeated.",
        (),
        "",
        "All of it.",
    ),
}


def judge(answer, rule):
    """Verdict of a week: ``settled``, ``over`` (one answer past the rule) or ``flare`` (both).

    Parameters
    ----------
    answer : Answer
    rule : PainRule
    """
    return VERDICTS[(answer.pain > rule.most_pain) + answer.sorer_next_morning]


def next_week(state, verdict):
    """What a week's verdict does.

    Parameters
    ----------
    state : State
        Of the week that has passed; not paused.
    verdict : {"settled", "over", "flare"}

    Returns
    -------
    tuple of (State, str)
        State of the next week, and the name in `RULES` of what decided.

    Raises
    ------
    ValueError
        If the verdict is none of the three, or the programme is paused.
    """
    if verdict not in VERDICTS:
        raise ValueError(f"verdict is {verdict!r}; expected one of {', '.join(VERDICTS)}")
    if state.paused:
        raise ValueError(f"paused after {state.weeks_over} weeks over the rule; expected an examination, not a week")
    if verdict == "settled":
        if state.weeks_over:
            return State(state.level), "wait"
        if state.level == len(LEVELS) - 1:
            return state, "top"
        return State(state.level + 1), "rise"
    weeks_over = state.weeks_over + 1
    if weeks_over >= MOST_WEEKS_OVER:
        return State(state.level, weeks_over), "pause"
    if verdict == "over" and weeks_over == 1:
        return State(state.level, weeks_over), "first week over"
    return State(max(0, state.level - len(REPETITIONS)), weeks_over), "back"


def plan(start, pain_rule, answers):
    """The weeks of a programme, as far as they are answered and one further.

    Parameters
    ----------
    start : str
        Name in `STARTS`.
    pain_rule : str
        Name in `PAIN_RULES`.
    answers : sequence of Answer
        Week by week, at most `WEEKS`. Answers to weeks of a pause change nothing.

    Returns
    -------
    tuple of Week
        One for each answer, and the next one where there is a next: ``plan(start, rule, [])`` is the first week.

    Raises
    ------
    ValueError
        If there is no such start or rule, or there are more answers than weeks.
    """
    for name, known in ((start, STARTS), (pain_rule, PAIN_RULES)):
        if name not in known:
            raise ValueError(f"found {name!r}; expected one of {', '.join(known)}")
    if len(answers) > WEEKS:
        raise ValueError(f"found {len(answers)} answers; expected {WEEKS} weeks or fewer")
    weeks, state = [], State(STARTS[start])
    for number in range(1, min(len(answers) + 1, WEEKS) + 1):
        if state.paused:
            weeks.append(Week(number, None, "", ""))
            continue
        level = LEVELS[state.level]
        if number > len(answers):
            weeks.append(Week(number, level, "", ""))
            continue
        verdict = judge(answers[number - 1], PAIN_RULES[pain_rule])
        state, decided_by = next_week(state, verdict)
        weeks.append(Week(number, level, verdict, decided_by))
    return tuple(weeks)


def lookup():
    """Everything the programme decides, to be looked up where Python does not run.

    Returns
    -------
    dict
        JSON-ready. ``weeks`` and ``sessions_a_week``; ``starts``, level by name; ``pain_rules``, words by name;
        ``levels``, each with ``label``, ``rung``, ``repetitions`` and ``load``; ``verdicts``, by pain rule, pain and
        sorer (0 or 1);
        ``next``, by level, weeks over the rule and verdict: the next level, the next weeks over the rule, and the name
        in ``rules`` of what decided.
        A paused state has no next: null.
    """

    def steps(state):
        if state.paused:
            return None
        then = {verdict: next_week(state, verdict) for verdict in VERDICTS}
        return {verdict: [after.level, after.weeks_over, rule] for verdict, (after, rule) in then.items()}

    return {
        "weeks": WEEKS,
        "sessions_a_week": SESSIONS_A_WEEK,
        "starts": STARTS,
        "pain_rules": {name: rule.words for name, rule in PAIN_RULES.items()},
        "levels": [
            {
                "label": level.label,
                "rung": level.rung.name,
                "repetitions": level.repetitions,
                "load": round(level.weekly_load, 2),
            }
            for level in LEVELS
        ],
        "verdicts": {
            name: [[judge(Answer(pain, sorer), rule) for sorer in (False, True)] for pain in range(MOST_PAIN + 1)]
            for name, rule in PAIN_RULES.items()
        },
        "next": [
            [steps(State(level, weeks_over)) for weeks_over in range(MOST_WEEKS_OVER + 1)]
            for level in range(len(LEVELS))
        ],
        "rules": {name: rule.says for name, rule in RULES.items()},
    }
