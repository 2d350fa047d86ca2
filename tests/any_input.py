"""What Hypothesis draws: the same examples in every run, few enough for a suite that is run often."""

from hypothesis import HealthCheck, given, settings

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.large_base_example)


def steady(examples):
    """Settings of a test of so many examples."""
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=SLOW)


def drawn(strategy, examples):
    """So many examples as a list, for a process that judges them all at once."""
    found = []

    @steady(examples)
    @given(strategy)
    def note(example):
        found.append(example)

    note()
    return found
