"""A planned item as its pages show it: every word and number ready."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from apps.coach.filling.extras import LAST_RUN
from apps.coach.rules.evidence import GRADE_WORDS
from apps.lib import units
from apps.plans import words
from apps.plans.models import ItemMark
from apps.plans.states import TRAINING, ItemData, State, Told, state_of

STATE_WORDS: Final[Mapping[State, str]] = {
    "planned": "Planned",
    "moved": "Moved here",
    "done": "Done",
    "half": "Half done",
    "skipped": "Not this time",
}
MOVABLE: Final = ("run", "strength", "stretch")
REASONS: Final[Mapping[str, str]] = dict(ItemMark.Reason.choices)


@dataclass(frozen=True, slots=True)
class About:
    """What an item's view needs beside the item; `moved` holds ids, `unit` is km or mi."""

    told: Told
    sources: Mapping[str, Any]
    moved: Collection[str]
    unit: str
    today: date


@dataclass(frozen=True, slots=True)
class WhyView:
    rule: str
    text: str
    grade: str
    shown_in: str
    citation: str
    link: str


@dataclass(frozen=True, slots=True)
class ExerciseView:
    slug: str
    name: str
    dose: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One planned item. `can_tick`: its day has come; `can_start`: it is today's and is played;
    `can_change`: it is still to come.

    `log_it` is the query of the run's form.
    """

    id: str
    date: date
    kind: str
    title: str
    minutes: int
    distance: str
    unit: str
    how_hard: str
    steps: tuple[str, ...]
    exercises: tuple[ExerciseView, ...]
    why: tuple[WhyView, ...]
    state: State
    state_words: str
    reason: str
    waits_for_gate: bool
    is_pinned: bool
    is_training: bool
    can_change: bool
    is_begun: bool
    is_logged: bool
    is_marked: bool
    can_tick: bool
    can_start: bool
    log_it: str

    @property
    def asks_of_run(self) -> bool:
        """The question is not answered by a check of this morning, so that does not close it."""
        return self.title == LAST_RUN

    @property
    def waits_for_log(self) -> bool:
        """A run that was ticked, whose distance does not count until it is logged."""
        return self.kind == "run" and not self.is_logged and self.state in ("done", "half")


def build_item(item: ItemData, day: date, about: About) -> ItemView:
    """The item's view; an item that the last revision moved says so until it is done."""
    run, told, unit = item["run"], about.told, about.unit
    found = state_of(item, day, told)
    state: State = "moved" if found == "planned" and item["id"] in about.moved else found
    return ItemView(
        id=item["id"],
        date=day,
        kind=item["kind"],
        title=item["title"],
        minutes=item["minutes"],
        distance=_distance(item, unit),
        unit=unit,
        how_hard=_how_hard(item, day, told),
        steps=words.steps(run["steps"], unit) if run else (),
        exercises=tuple(_exercise(dose) for dose in item["exercises"]),
        why=tuple(_why(why, about) for why in item["why"]),
        state=state,
        state_words=STATE_WORDS[state],
        reason=REASONS.get(told.reasons.get(item["id"], ""), ""),
        waits_for_gate=item["if"] == "gate",
        is_pinned=bool(item.get("pinned")) and not _is_race(item),
        is_training=item["kind"] in TRAINING,
        can_change=found == "planned" and day >= about.today and is_movable(item),
        is_begun=item["id"] in told.begun,
        is_logged=(day, item["kind"]) in told.logged,
        is_marked=item["id"] in told.marks,
        can_tick=day <= about.today,
        can_start=day == about.today and bool(item["exercises"]) and item["kind"] in TRAINING,
        log_it=_log_it(item, day) if run else "",
    )


def _is_race(item: ItemData) -> bool:
    return bool(item["run"]) and item["run"]["type"] == "race"


def is_movable(item: ItemData) -> bool:
    """Whether a runner may put it on a day; a race stands where its date says."""
    return item["kind"] in MOVABLE and not _is_race(item)


def _distance(item: ItemData, unit: str) -> str:
    """What was run to the hundredth, what is planned as a person would say it."""
    run = item["run"]
    number = units.distance_number if item["done"] else units.planned_number
    return number(run["distance_m"], unit) if run else ""


def _how_hard(item: ItemData, day: date, told: Told) -> str:
    """What was told of a run that is logged, and what is meant of all else."""
    run = item["run"]
    if run and (day, "run") in told.logged:
        return words.told_effort(told.efforts.get(day))
    return words.effort(run) if run else words.LOADS.get(item["load_class"] or "", "")


def _exercise(dose: Mapping[str, Any]) -> ExerciseView:
    return ExerciseView(dose["slug"], words.exercise(dose["slug"]), words.dose(dose))


def _why(why: Mapping[str, Any], about: About) -> WhyView:
    told = {**why, "text": units.in_units(why["text"], about.unit)}
    return build_why(told, about.sources.get(why["source"], {}))


def build_why(why: Mapping[str, Any], source: Mapping[str, Any]) -> WhyView:
    """A reason with its grade in words and where it was seen; the text stays as it is."""
    doi = source.get("doi")
    return WhyView(
        rule=why["rule"],
        text=why["text"],
        grade=GRADE_WORDS[why["grade"]],
        shown_in=words.shown_in(why["population"]),
        citation=source.get("citation", ""),
        link=f"https://doi.org/{doi}" if doi else source.get("url") or "",
    )


def _log_it(item: ItemData, day: date) -> str:
    """The run's form filled with what was planned, in metres and seconds, as a query string."""
    run = item["run"]
    kind = "easy" if run["type"] == "recovery" else run["type"]
    numbers = {"distance": round(run["distance_m"]), "duration": item["minutes"] * 60}
    return urlencode({"date": day.isoformat(), "kind": kind, **numbers})
