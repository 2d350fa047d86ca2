"""What a reader can set: a value out of a short list, in one of three forms.

- ``Steps``: ordered numbers with a unit, shown as a slider.
- ``Choice``: named alternatives, shown as a row of buttons where their words fit, as a list of up to three longer
  ones, or as a select. Choices of one ``group`` share their options and stand side by side in one table.
- ``Toggle``: off or on.

Every control is discrete, in Jupyter as on the page, because the page can only look states up.
"""

import textwrap
from dataclasses import dataclass

from .. import words

# Characters a line of a button may have when so many stand beside each other on the narrowest phone.
BUTTON_CHARACTERS = {2: 17, 3: 11, 4: 8, 5: 6}
BUTTON_LINES = 3
LONGEST_LIST = 3


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
    digits : int, optional
        Most digits a reader sees after the point; by default as many as a number has.
    """

    name: str
    label: str
    values: tuple
    initial: float
    unit: str = ""
    panel: str = ""
    plays: bool = False
    digits: int | None = None
    kind = "steps"

    def text(self, value):
        return words.number(value if self.digits is None else round(value, self.digits), unit=self.unit)


@dataclass(frozen=True)
class Choice:
    """Named alternatives.

    Parameters
    ----------
    name, label, panel : str
        As in Steps.
    options : dict of str to str
        The value the view gets, and the words the reader sees.
    initial : str
        One of ``options``.
    group : str
        Title of the table in which this choice is a column, beside the neighbours of the same group. They have the
        same options, whose words stand once, before the rows.
    resets : tuple of str
        Names of controls that go back to their first value when a reader moves this one, such as the guess at a
        question when the question changes.
    """

    name: str
    label: str
    options: dict
    initial: str
    panel: str = ""
    group: str = ""
    resets: tuple = ()

    @property
    def kind(self):
        few = len(self.options) <= LONGEST_LIST
        return "radio" if self.group or self.fits_buttons or few else "select"

    @property
    def fits_buttons(self):
        """Whether the options stand beside each other in a row of buttons, on the narrowest phone."""
        width = BUTTON_CHARACTERS.get(len(self.options), 0)
        return bool(width) and all(
            len(lines := textwrap.wrap(text, width, break_long_words=False)) <= BUTTON_LINES
            and max(map(len, lines)) <= width
            for text in self.options.values()
        )

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
