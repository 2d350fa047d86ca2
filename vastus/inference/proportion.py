"""A share counted in a sample, and the shares of the world it is compatible with.

Bounds are Clopper and Pearson's, computed by SciPy. They are exact: the lower one is the share at which so many or
more would turn up only 2.5 times in 100 samples, the upper one the share at which so few or fewer would.
"""

from scipy import stats


def exact_bounds(count, n):
    """Two-sided exact 95 percent bounds of a share.

    Parameters
    ----------
    count, n : int
        Cases that have the feature, and cases looked at; ``0 <= count <= n``, ``n`` at least 1.

    Returns
    -------
    tuple of (float, float)
        Lower and upper bound, between 0 and 1. For none of ``n`` the upper one is ``1 - 0.025 ** (1 / n)``.

    Raises
    ------
    ValueError
        If the counts are not those of a sample.
    """
    if not (n >= 1 and 0 <= count <= n):
        raise ValueError(f"{count} of {n}; expected a count between 0 and n, and n of 1 or more")
    bounds = stats.binomtest(int(count), int(n)).proportion_ci(method="exact")
    return bounds.low, bounds.high
