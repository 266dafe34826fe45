"""What stands behind a rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from apps.coach.types import Grade

GRADE_WORDS: Final[Mapping[Grade, str]] = {
    "A": "strong evidence",
    "B": "moderate evidence",
    "C": "expert opinion",
    "X": "contested",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The claim in plain words, its sources (first is shown), grade and population.

    `hard` rules are never broken by a plan; the others are weighed.
    """

    rule: str
    claim: str
    sources: tuple[str, ...]
    grade: Grade
    population: str
    hard: bool
