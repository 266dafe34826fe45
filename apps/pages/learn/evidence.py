"""A claim with what stands behind it, in the words of the plan's own reasons."""

from dataclasses import dataclass
from typing import Final

from apps.coach.rules import BY_ID
from apps.coach.rules.evidence import GRADE_WORDS
from apps.coach.sources import SOURCES
from apps.coach.types import Grade, Source
from apps.plans import words

SMALL: Final = "Small studies"
OPINION: Final = "expert opinion"


@dataclass(frozen=True, slots=True)
class Claim:
    """`rule` is the coach's rule that says so, if any; sources are keys of the coach's table."""

    text: str
    grade: Grade
    population: str
    keys: tuple[str, ...]
    rule: str = ""

    @property
    def grade_words(self) -> str:
        """How good the evidence is and whom it was seen in, such as "Moderate evidence, …"."""
        measured = self.grade == "C" and self.population != OPINION and not self.rule
        grade = SMALL if measured else GRADE_WORDS[self.grade]
        shown = words.shown_in(self.population)
        return f"{grade}, {shown}" if shown else grade

    @property
    def sources(self) -> list[Source]:
        return [SOURCES[key] for key in self.keys]


def of_rule(rule: str) -> Claim:
    """What the coach's rule claims."""
    found = BY_ID[rule]
    return Claim(found.claim, found.grade, found.population, found.sources, rule)


def of_rules(*rules: str) -> tuple[Claim, ...]:
    return tuple(of_rule(rule) for rule in rules)
