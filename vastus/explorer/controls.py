"""What a reader can set: a value out of a short list, in one of three forms.

- ``Steps``: ordered numbers with a unit, shown as a slider.
- ``Choice``: named alternatives, shown as radio buttons, or as a select when there are more than five.
- ``Toggle``: off or on.

Every control is discrete, in Jupyter as on the page, because the page can only look states up.
"""

from dataclasses import dataclass

MOST_RADIO_BUTTONS = 5


@dataclass(frozen=True)
class Steps:
    """An ordered list of numbers.

    Parameters
    ----------
    name, label : str
        Keyword of the view function, with its unit (``sem_ms``); words for the reader.
    values : tuple of float
        Ascending.
    initial : float
        One of ``values``.
    unit : str
        Printed after the number; empty where there is none.
    panel : str
        Title of the panel to show on a phone while this control is worked, where it changes more than one.
    plays : bool
        Whether a button may run through the values once, for a control that stands for time or a sweep.
    """

    name: str
    label: str
    values: tuple
    initial: float
    unit: str = ""
    panel: str = ""
    plays: bool = False
    kind = "steps"

    def text(self, value):
        return f"{value:g}{' ' if self.unit not in ('', '%') else ''}{self.unit}"


@dataclass(frozen=True)
class Choice:
    """Named alternatives: ``options`` maps the value the view gets to the words the reader sees; ``panel`` as in Steps."""

    name: str
    label: str
    options: dict
    initial: str
    panel: str = ""

    @property
    def kind(self):
        return "radio" if len(self.options) <= MOST_RADIO_BUTTONS else "select"

    @property
    def values(self):
        return tuple(self.options)

    def text(self, value):
        return self.options[value]


@dataclass(frozen=True)
class Toggle:
    """Off or on; ``panel`` as in Steps."""

    name: str
    label: str
    initial: bool = False
    panel: str = ""
    kind = "toggle"
    values = (False, True)

    def text(self, value):
        return "on" if value else "off"
