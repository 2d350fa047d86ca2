"""One person, one test, and the error of that test.

The model: a measured delay is the true delay plus a normal error whose standard deviation is the standard error of
measurement (SEM). The SEM of the VMO-VL onset difference on stairs comes from cowan2000reliab.
"""

import numpy as np
from scipy import special


def share_called_delayed(true_delay_ms, sem_ms, criterion_ms):
    """Probability that one test of a person exceeds the criterion.

    Parameters
    ----------
    true_delay_ms : float or array
        Positive: VM later than VL.
    sem_ms : float or array
        Standard error of measurement, above 0.
    criterion_ms : float or array
        A test above this calls the knee delayed.

    Returns
    -------
    float or array
        Between 0 and 1, in closed form.

    Raises
    ------
    ValueError
        If ``sem_ms`` is not above 0.
    """
    _positive("sem_ms", sem_ms)
    return special.ndtr(np.subtract(true_delay_ms, criterion_ms) / sem_ms)


def share_of_pairs_that_disagree(true_delay_ms, sem_ms, criterion_ms):
    """Probability that two independent tests of one person fall on different sides of the criterion."""
    share = share_called_delayed(true_delay_ms, sem_ms, criterion_ms)
    return 2 * share * (1 - share)


def implied_spread_ms(sem_ms, icc):
    """Standard deviation of single readings over people, in ms, that an error and an ICC of the same people imply.

    The intraclass correlation (ICC) is the share of the variance of readings that is not error, hence
    ``sem_ms / sqrt(1 - icc)``.
    """
    _positive("sem_ms", sem_ms)
    return sem_ms / np.sqrt(1 - _share("icc", icc))


def implied_sem_ms(spread_ms, icc):
    """Standard error of measurement, in ms, that an ICC implies where single readings have this spread over people."""
    _positive("spread_ms", spread_ms)
    return spread_ms * np.sqrt(1 - _share("icc", icc))


def error_bound_ms(sem_ms):
    """Half-width of the 95 percent interval of one measurement, 1.96 SEM, in ms."""
    _positive("sem_ms", sem_ms)
    return special.ndtri(0.975) * np.asarray(sem_ms)[()]


def change_bound_ms(sem_ms):
    """Smallest change between two tests of one person that 95 percent of pure error would not reach, in ms.

    1.96 x sqrt(2) x SEM: both tests carry the error, not one.
    """
    return np.sqrt(2) * error_bound_ms(sem_ms)


def _share(name, value):
    if not 0 <= value < 1:
        raise ValueError(f"{name} is {value}; expected 0 or more and below 1")
    return value


def _positive(name, value):
    if not np.all(np.asarray(value) > 0):
        raise ValueError(f"{name} is {value}; expected a number above 0")
