"""What stands behind a rule."""

from dataclasses import dataclass

from apps.coach.types import Grade


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
