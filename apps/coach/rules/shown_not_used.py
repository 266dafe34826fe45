"""P27. ACWR, EWMA, CTL/ATL/TSB are displayed, never used to block or grant."""

from apps.coach.rules.evidence import Evidence

ID = "P27"
EVIDENCE = Evidence(
    ID,
    ("These charts show your trend; in the largest runner study the ratio did not predict injury."),
    sources=("V32", "V33", "V34", "V40"),
    grade="X",
    population="runners",
    hard=False,
)

SHOWN_AFTER_DAYS = 28
NOTE = "A trend, not a safety limit: in the largest runner study the ratio did not predict injury."
