"""P22. Novice rules."""

from apps.coach.rules.evidence import Evidence

ID = "P22"
EVIDENCE = Evidence(
    ID,
    ("New runners get hurt more when they run hard or start long, so we start short and easy."),
    sources=("V42", "V43", "V44"),
    grade="B",
    population="new runners",
    hard=False,
)

RUNS = (2, 3)
MAX_MINUTES = 30
MAX_RPE = 4
"""Easier than the 5 that the trials allowed: a jog in which one can talk."""
HEAVY_FIRST_WEEK_M = 3000
"""First week's distance with a BMI over 30."""
RUN_S = 240
WALK_S = 60
MAX_LEVEL = 2
