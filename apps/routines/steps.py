"""A dose taken apart into the sets that are done one after the other. Pure: no rows, no clock."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

Side = Literal["left", "right", "both"]
Then = Literal["switch", "rest", "next", "end"]
SIDES: Final[Mapping[str, tuple[Side, ...]]] = {
    "each": ("left", "right"),
    "left": ("left",),
    "right": ("right",),
    "both": ("both",),
}
TEMPO: Final = (2, 1, 2)
"""Seconds one way, held and back, where the catalogue has words and no figures."""
READY_S: Final = 8
SWITCH_S: Final = 6
NEXT_S: Final = 20
"""From one exercise to the next: time to read and to lie down."""
LOWERING: Final = re.compile(r"(\d+)(?:–(\d+))? s (?:down|out)")
PARTS: Final = re.compile(r"(\d+)-(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of one repetition: one way, held, back."""

    there: int
    hold: int
    back: int

    @property
    def seconds(self) -> int:
        return self.there + self.hold + self.back


@dataclass(frozen=True, slots=True)
class Step:
    """One set of one side. `key` names its place and stays when the exercise is swapped.

    With `reps` and `hold_s` each repetition is held so long; with neither it is counted to the
    last one. `pause_s` follows it: the change of sides, the rest, the way to the next exercise.
    """

    key: str
    position: int
    slug: str
    number: int
    of: int
    side: Side
    reps: int | None
    hold_s: int | None
    tempo: Tempo
    pause_s: int
    then: Then

    @property
    def seconds(self) -> int:
        """How long it takes by its tempo."""
        if self.reps is None:
            return self.hold_s or 0
        return self.reps * (self.hold_s or self.tempo.seconds)


def tempo_of(text: str) -> Tempo:
    """The catalogue's tempo in seconds: "3-1-1", "4–5 s out", or words that mean a calm pace."""
    if figures := PARTS.fullmatch(text):
        return Tempo(*(int(part) for part in figures.groups()))
    if lowering := LOWERING.search(text):
        slowest = int(lowering[2] or lowering[1])
        return Tempo(slowest, 0, TEMPO[2])
    return Tempo(*TEMPO)


def steps_of(doses: Iterable[Mapping[str, Any]]) -> list[Step]:
    """Every set in order: left, right, rest, and the next."""
    found = [step for position, dose in enumerate(doses) for step in _sets(position, dose)]
    return found[:-1] + [replace(step, pause_s=0, then="end") for step in found[-1:]]


def _sets(position: int, dose: Mapping[str, Any]) -> Iterator[Step]:
    sides = SIDES[dose.get("side") or "both"]
    count, rest = dose["sets"] or 1, dose.get("rest_s") or 0
    pauses: Mapping[Then, int] = {
        "switch": dose.get("switch_s") or SWITCH_S,
        "rest": max(rest, READY_S),
        "next": max(rest, NEXT_S),
    }
    for number in range(1, count + 1):
        for side in sides:
            last: Then = "rest" if number < count else "next"
            then: Then = "switch" if side != sides[-1] else last
            yield Step(
                key=f"{position}.{number}.{side}",
                position=position,
                slug=dose["slug"],
                number=number,
                of=count,
                side=side,
                reps=dose.get("reps"),
                hold_s=dose.get("hold_s"),
                tempo=tempo_of(dose.get("tempo") or ""),
                pause_s=pauses[then],
                then=then,
            )


def minutes_of(doses: Iterable[Mapping[str, Any]]) -> int:
    """Whole minutes of a session, with time to get ready and to change sides."""
    return -(-sum(step.seconds + step.pause_s for step in steps_of(doses)) // 60)
