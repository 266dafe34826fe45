"""P12. Start level from the bridge test."""

from apps.coach.rules.evidence import Evidence
from apps.coach.types import BridgeTest

ID = "P12"
EVIDENCE = Evidence(
    ID,
    "The bridge test shows where to start; it does not predict who will be injured.",
    sources=("V15", "V16"),
    grade="C",
    population="shown in footballers",
    hard=False,
)

POOR_BELOW = 20
GOOD_ABOVE = 30
SIDE_DIFFERENCE = 0.10
RETEST_DAYS = 28
"""Strength changes over weeks; the test is made again after four."""


def level(test: BridgeTest) -> int:
    """Level to start at, from the weaker leg."""
    weaker = min(test.left, test.right)
    if weaker < POOR_BELOW:
        return 2 if weaker >= POOR_BELOW // 2 else 1
    return 4 if weaker > GOOD_ABOVE else 3


def difference(test: BridgeTest) -> float:
    """Share by which the weaker leg stays behind."""
    high = max(test.left, test.right)
    return (high - min(test.left, test.right)) / high if high else 0.0
