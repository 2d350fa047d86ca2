"""The right knee bending, in three linked views: from the front, from the outer side, and cut across the groove.

- ``geometry`` computes where the kneecap sits at each angle, and takes areas and angles from the tables.
- ``drawing`` turns that into three ``<svg>`` elements, each with its numbers at every angle.
- ``facts`` holds what the tables of this course measured at an angle.
- ``html`` writes the figure; ``views.js`` moves it between the angles. `vastus.knee.drawings` knows it by name.
"""
