"""The right thigh and knee from the front, drawn for this course.

- ``knee-front.svg`` is the drawing: contours in groups named after the parts. Correct the anatomy there.
- ``parts.yml`` names the parts and says in one line, with its source, what each is or does.
- ``drawing`` puts both together and draws the fibres, those of the vastus medialis at the measured angles.
- ``html`` writes the figure with its layers and its list of parts; `vastus.knee.drawings` knows it by name.
"""

from vastus.knee.anatomy.drawing import anatomy, svg
from vastus.knee.anatomy.medial_fibres import fibre_angles_deg

__all__ = ["anatomy", "fibre_angles_deg", "svg"]
