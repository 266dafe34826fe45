"""A made-up runner's year: plausible, and the same whenever it is made from the same day.

Nothing is rolled twice: every day has its own dice, seeded by the day on which the account began
and by its own date, so that a later top-up goes on where the first making ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID, uuid5

from apps.lib.clock import DAY, week_start_of

Row = dict[str, Any]

NAMESPACE: Final = UUID("5f0c7a2e-9a51-4d0b-8d2b-3f6a1c2b7e10")
YEAR: Final = timedelta(days=364)
PLANNED: Final = timedelta(days=49)  # as far back as weeks have plans: seven weeks and this one
NIGGLE: Final = timedelta(days=70)

WEDNESDAY, SUNDAY = 2, 6
RUN_DAYS: Final = ((1, 3, 5, SUNDAY), (0, WEDNESDAY, 4, SUNDAY))
SHARES: Final = (0.24, 0.22, 0.16, 0.38)  # of the week's distance, in the order of the run days
RHYTHM: Final = (1.0, 1.04, 1.08, 0.74)  # three weeks up, one to recover
START_M, GROWTH_M, GROWS_FOR = 21_000, 400, 42  # metres a week, more each week, for so many weeks
AWAY_WEEK: Final = 20
TESTED_AGO: Final = timedelta(days=19)
SKIPPED: Final = 0.04

EASY_S_PER_KM: Final = 372
SLOWER_BY: Final = {"long": 8, "tempo": -35, "intervals": -20, "walk_run": 60}
EFFORT: Final = {"easy": (3, 4), "long": (4, 5), "tempo": (6, 7), "intervals": (7, 7)}

Work = tuple[str, int, int | None, int | None]
LADDER: Final[tuple[tuple[Work, ...], ...]] = (
    (("two-leg-bridge", 3, 12, None), ("two-leg-bridge-hold", 3, None, 30)),
    (("single-leg-bridge", 3, 8, None), ("bridge-walk-out", 3, 6, None)),
    (("single-leg-bridge-heel-on-bench", 3, 8, None), ("slider-curl-lowering-only", 2, 5, None)),
    (("single-leg-bridge-heel-on-bench", 3, 10, None), ("slider-curl-lowering-only", 3, 6, None)),
)
STRETCHES: Final[tuple[Work, ...]] = (
    ("strap-hamstring-stretch-lying", 2, None, 30),
    ("half-kneeling-hip-flexor-stretch", 2, None, 30),
)


@dataclass(slots=True)
class Log:
    """Rows for the log, as the services of the log and of the sessions take them."""

    runs: list[Row] = field(default_factory=list)
    checkins: list[Row] = field(default_factory=list)
    sessions: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Year:
    """The year before `anchor`, the day on which the account began, and all that follows."""

    anchor: date

    @property
    def first_day(self) -> date:
        return _monday(self.anchor - YEAR)

    @property
    def first_planned(self) -> date:
        return _monday(self.anchor - PLANNED)

    @property
    def run_days(self) -> tuple[int, ...]:
        """Weekdays, Sunday last; the day on which someone first looks around is one of them."""
        return next(days for days in RUN_DAYS if self.anchor.weekday() in days)

    @property
    def niggle(self) -> date:
        return _monday(self.anchor - NIGGLE) + self.run_days[0] * DAY

    def by_rhythm(self, day: date) -> Log:
        """What was done on a day of which no plan is told."""
        dice = self._dice(day)
        log = Log(checkins=self._checkins(day, dice))
        metres = self._metres(day)
        skips = dice.random() < SKIPPED and day.weekday() != SUNDAY
        if metres and not skips and not self.niggle < day <= self.niggle + 3 * DAY:
            log.runs.append(self._run(day, dice, self._kind(day), metres))
        if day.weekday() in self.run_days[:2] and dice.random() < 0.85:
            step = min(self._week(day) // 13, len(LADDER) - 1)
            log.sessions.append(_session(day, "strength", LADDER[step], dice.randint(5, 7)))
        if day.weekday() not in self.run_days and dice.random() < 0.4:
            log.sessions.append(_session(day, "stretch", STRETCHES, None))
        return log

    def by_plan(self, day: date, items: list[Mapping[str, Any]]) -> Log:
        """What was done on a day with a plan: nearly all of it, nearly as it stood."""
        dice = self._dice(day)
        log = Log(checkins=self._checkins(day, dice))
        for item in items:
            done = dice.random() >= SKIPPED or day.weekday() == SUNDAY
            if done and item["run"] and item["run"]["distance_m"]:
                kind = "easy" if item["run"]["type"] == "recovery" else item["run"]["type"]
                run = self._run(day, dice, kind, item["run"]["distance_m"])
                log.runs.append({**run, "fast_s": item["run"]["fast_s"] or None})
            elif done and item["exercises"]:
                log.sessions.append(_planned_session(day, item, dice))
        return log

    def _dice(self, day: date) -> Random:
        return Random(f"{self.anchor} {day}")  # noqa: S311  # a story, not a secret

    def _week(self, day: date) -> int:
        return (_monday(day) - self.first_day).days // 7

    def _metres(self, day: date) -> float:
        week = self._week(day)
        share = dict(zip(self.run_days, SHARES, strict=True)).get(day.weekday(), 0.0)
        if week == AWAY_WEEK and day.weekday() != SUNDAY:
            return 0.0
        since = (_monday(day) - _monday(self.niggle)).days // 7
        eased = {1: 0.7, 2: 0.85}.get(since, 1.0)
        return (START_M + GROWTH_M * min(week, GROWS_FOR)) * RHYTHM[week % 4] * share * eased

    def _kind(self, day: date) -> str:
        week, first, second = self._week(day), *self.run_days[:2]
        if day.weekday() == SUNDAY:
            return "long"
        if day == self.niggle or (day.weekday() == first and week % 4 == 1 and week > 12):
            return "intervals"
        return "tempo" if day.weekday() == second and week > 8 and week % 4 != 3 else "easy"

    def _run(self, day: date, dice: Random, kind: str, metres: float) -> Row:
        distance = round(metres * dice.uniform(0.96, 1.04), -1)
        pace = EASY_S_PER_KM - min(self._week(day), 50) / 2 + SLOWER_BY.get(kind, 0)
        low, high = EFFORT.get(kind, EFFORT["easy"])
        speaks_up = day == self.niggle
        return {
            "idem": uuid5(NAMESPACE, f"{day} run {kind}"),
            "date": day,
            "distance_m": int(distance),
            "duration_s": round(distance / 1000 * pace * dice.uniform(0.98, 1.03)),
            "kind": kind,
            "rpe": dice.randint(low, high),
            "fast_s": 150 if kind == "intervals" else None,
            "pain_during": 3 if speaks_up else 0,
            "pain_after": 4 if speaks_up else dice.choice((0, 0, 0, 1)),
            "notes": "Left hamstring tugged on the fifth one. Stopped there." if speaks_up else "",
        }

    def _checkins(self, day: date, dice: Random) -> list[Row]:
        since = (day - self.niggle).days
        sore = max(0, 4 - since // 2) if 0 < since < 12 else 0
        if self._stiff(day) and not sore:
            return [{"date": day, "pain": 2, "tightness": 4, "side": "left"}]
        if dice.random() >= 0.75 and not sore:
            return []
        tight = sore + 1 if sore else dice.choice((0, 1, 1, 1, 2))
        return [{"date": day, "pain": sore, "tightness": tight, "side": "left" if tight else ""}]

    def _stiff(self, day: date) -> bool:
        """Most mornings after intervals, while no plan yet hears of them."""
        eve = day - DAY
        told = self._metres(eve) > 0 and self._kind(eve) == "intervals"
        return told and day < self.first_planned and self._week(eve) % 16 != 1

    def bridge_tests(self) -> list[Row]:
        """Every four weeks: the left leg, once strained, comes nearer to the right."""
        days = [self.anchor - TESTED_AGO - 4 * n * 7 * DAY for n in range(12)]
        return [
            {"date": day, "left": 24 - n * 9 // 11, "right": 27 - n * 5 // 11}
            for n, day in enumerate(days)
        ]


def _monday(day: date) -> date:
    return week_start_of(day, 0)


def _session(day: date, kind: str, work: tuple[Work, ...], effort: int | None) -> Row:
    exercises = [
        {"slug": slug, "sets": sets, "reps": reps, "hold_s": hold, "effort": effort}
        for slug, sets, reps, hold in work
    ]
    return {
        "idem": uuid5(NAMESPACE, f"{day} {kind}"),
        "date": day,
        "kind": kind,
        "exercises": exercises,
    }


def _planned_session(day: date, item: Mapping[str, Any], dice: Random) -> Row:
    work = tuple(
        (dose["slug"], dose["sets"], dose["reps"], dose["hold_s"]) for dose in item["exercises"]
    )
    effort = dice.randint(5, 7) if item["kind"] == "strength" else None
    return {**_session(day, item["kind"], work, effort), "item": item["id"]}
