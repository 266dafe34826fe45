"""P7. Strength frequency and mix."""

from apps.coach.rules.evidence import Evidence
from apps.coach.types import Phase

ID = "P7"
EVIDENCE = Evidence(
    ID,
    (
        "Hip and knee exercises train different parts of the hamstrings, and regular strength "
        "work also improves running economy."
    ),
    sources=("V55", "V79", "V86", "V87"),
    grade="B",
    population="runners",
    hard=False,
)

SESSIONS = 2
SESSIONS_PEAK = 1
MINUTES = (15, 25)


def sessions(phase: Phase | None) -> int:
    """Strength sessions for a week of this phase."""
    return SESSIONS_PEAK if phase in ("peak", "taper") else SESSIONS
