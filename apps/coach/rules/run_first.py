"""P14. Run before strength on the same day."""

from apps.coach.rules.evidence import Evidence

ID = "P14"
EVIDENCE = Evidence(
    ID,
    (
        "In one study, running first and lifting later left runners more economical the next "
        "day than the other way round."
    ),
    sources=("V13", "V84"),
    grade="B",
    population="runners",
    hard=False,
)

ORDER = ("run", "strength", "stretch", "mobility", "rest", "checkin")
"""The order of a day."""


def place(kind: str) -> int:
    """Where an item of this kind stands in its day."""
    return ORDER.index(kind)
