"""A marker and an outcome, moved by one treatment along separate paths.

The model, in standard deviations of untreated people, more being better for both:

    marker  = what a person has                    + treated * marker_effect
    outcome = link * marker + shared part + chance + treated * other_paths

Among untreated people marker and outcome go together for two reasons: the marker acts on the outcome (``link``), and
something else acts on both (``shared``). Their sum is the correlation, which is all that a look at patients can show;
only the first part is passed on when a treatment moves the marker.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Paths:
    """Sizes of the paths.

    Attributes
    ----------
    marker_effect : float
        Change of the marker by the treatment, in SD.
    link : float
        Change of the outcome by one SD of the marker, in SD.
    shared : float
        Correlation of marker and outcome made by what acts on both.
    other_paths : float
        Change of the outcome by the treatment past the marker, in SD.
    """

    marker_effect: float
    link: float
    shared: float
    other_paths: float

    def __post_init__(self):
        if not -1 < self.correlation < 1:
            raise ValueError(
                f"link {self.link} and shared {self.shared} add up to {self.correlation}; expected within ±1"
            )

    @property
    def correlation(self):
        """Of marker and outcome in people treated alike; also the slope of the outcome on the marker."""
        return self.link + self.shared

    @property
    def promised(self):
        """Change of the outcome that a reader of the correlation would expect, in SD.

        A mediation analysis of a trial takes the same product, the effect on the marker times the slope among people
        treated alike, for the part that came through the marker. It is right only where nothing is shared.
        """
        return self.marker_effect * self.correlation

    @property
    def through_marker(self):
        """Change of the outcome that comes by way of the marker, in SD."""
        return self.marker_effect * self.link

    @property
    def outcome_effect(self):
        """Change of the outcome by the treatment, all paths together, in SD: what a trial of the outcome finds."""
        return self.through_marker + self.other_paths


def simulate(paths, people, rng):
    """Untreated and treated people, as many of each.

    The shared cause is not drawn: whatever part of the correlation it makes, people look the same.

    Parameters
    ----------
    paths : Paths
    people : int
        In each group.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of (numpy.ndarray, numpy.ndarray)
        Marker and outcome in SD, each of shape (2, people): untreated, treated.
    """
    marker = rng.standard_normal((2, people))
    rest = np.sqrt(1 - paths.correlation**2) * rng.standard_normal((2, people))
    outcome = paths.correlation * marker + rest
    shift = np.array([[0.0], [1.0]])
    return marker + shift * paths.marker_effect, outcome + shift * paths.outcome_effect
