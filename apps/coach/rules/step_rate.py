"""P19. Step rate."""

from apps.coach.rules.evidence import Evidence

ID = "P19"
EVIDENCE = Evidence(
    ID,
    (
        "Slightly quicker steps reduce reaching and braking, though they ask the hamstring to "
        "switch on more before landing."
    ),
    sources=("V50", "V51"),
    grade="B",
    population="runners",
    hard=False,
)

RISE_PCT = 5
BLOCKS = 4
BLOCK_S = 120
