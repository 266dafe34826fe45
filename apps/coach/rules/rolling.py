"""P17. Foam rolling optional."""

from apps.coach.rules.evidence import Evidence

ID = "P17"
EVIDENCE = Evidence(
    ID,
    "Rolling eases soreness a little; use it if you like it.",
    sources=("V28",),
    grade="B",
    population="athletes of several sports",
    hard=False,
)

MINUTES = 4
