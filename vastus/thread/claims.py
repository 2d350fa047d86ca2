"""The claims of the thread: where they stand, what kinds there are, and what a verdict on one means.

The claims themselves are rows of the table ``seed-claims``.
"""

import re

TABLE = "seed-claims"
KINDS = {
    "fact": ("Claim of fact", "Something is said to be so."),
    "value": (
        "Value",
        "Something is liked, wished for or called important. Only a statement of fact that it rests on is judged.",
    ),
    "anecdote": (
        "Own experience",
        "It is not doubted. The verdict is on what it is taken to show.",
    ),
    "question": ("Question", "The verdict says how far the evidence answers it."),
}
VERDICTS = {
    "supported": ("Supported", "The sources agree with it.", '<path d="M2.5 8.5l4 4 7-9"/>'),
    "partly": (
        "Partly",
        "One part holds; another does not, or was not studied.",
        '<circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>',
    ),
    "overstated": (
        "Overstated",
        "The sources point that way, but not so far.",
        '<path d="M8 14.5V3M3.5 7.5 8 3l4.5 4.5M3 1h10"/>',
    ),
    "misreported": (
        "Misreported",
        "A source says something else than it is said to say.",
        '<path d="M2.5 5.5h11M2.5 10.5h11M11 1.5l-6 13"/>',
    ),
    "contradicted": ("Contradicted", "The sources speak against it.", '<path d="M3 3l10 10M13 3 3 13"/>'),
    "unsettled": (
        "Unsettled",
        "The sources conflict, are too few or too weak, or there are none.",
        '<path d="M4.8 5.2a3.2 3.2 0 1 1 4.6 2.9C8.4 8.7 8 9.3 8 10.4M8 13.4v.6"/>',
    ),
    "not-testable": (
        "Not testable",
        "A preference, a norm, a courtesy or a description; or a point which this course did not look into.",
        '<path d="M3 8h10"/>',
    ),
}
OF_CLAIM = re.compile(r"\bS\d\d\b")


def anchor(claim_id):
    """The permanent identifier of a claim on the page."""
    return f"claim-{claim_id.lower()}"
