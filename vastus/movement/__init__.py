"""One step-down that moves: the postures of `vastus.knee.step_down` in the time of `vastus.signals.step_down`.

``compiled``  the movement as numbers, for every setting: ``movement.json``
``figure``    the figure in the page, complete at the start and without a script
``film``      the same as an animated picture, for a slide

``movement.js`` and ``movement.css`` let the figure move on a page and in a notebook. The person is
`vastus.knee.person`, in whose limbs the stills, the handout and `vastus.explorers.step_down_load` are drawn as well.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
SCRIPT = FOLDER / "movement.js"
STYLE = FOLDER / "movement.css"
