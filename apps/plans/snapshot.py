"""From rows to what the coach is told."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from apps.accounts.models import Profile
from apps.coach import types as coach
from apps.coach.reach import runs_behind
from apps.coach.schema import SchemaError, plan_from_dict
from apps.lib.clock import TO_LAST_DAY
from apps.plans.hashing import hash_of
from apps.plans.in_force import revision_of
from apps.plans.layers import layers_of, with_layers
from apps.plans.logged import (
    INJURY,
    LAYER,
    LIMIT,
    checkins_of,
    injuries_of,
    runs_of,
    said_of,
    sessions_of,
)
from apps.plans.models import ClinicianLimit, Layer, Plan, PlanRevision
from apps.plans.states import (
    Told,
    carried_items,
    dated_items,
    is_missed,
    is_unlogged,
    state_of,
)

log = logging.getLogger(__name__)

LOOK_BACK: Final = timedelta(days=3650)
"""The coach takes up to ten years of log, and of runs no more than it looks at."""
COUNTS: Final = ("run", "strength")
"""What must not be added back once it is missed; a stretch left out says nothing of the week."""


@dataclass(frozen=True)
class Taken:
    """What the coach is told, and what the week's revisions hold beside it.

    `bare` is the snapshot without the runner's layers; `missed` holds runs that were ticked and
    not logged too: the coach knows nothing of them, the week still shows them.
    """

    bare: coach.Snapshot
    snapshot: coach.Snapshot
    revision: PlanRevision | None
    missed: list[dict[str, Any]]
    layers: tuple[Layer, ...] = ()

    @cached_property
    def hash(self) -> str:
        """The snapshot's; what a wish would do is asked without it."""
        return hash_of(self.snapshot)

    @property
    def heard(self) -> list[str]:
        """The layers' names as a revision keeps them."""
        return [str(layer.idem) for layer in self.layers]

    @property
    def gone(self) -> tuple[str, ...]:
        """The items that the coach plans no more, of whatever kind."""
        return tuple(_id(entry) for entry in self.missed)


def take(plan: Plan, profile: Profile, today: date) -> Taken:
    """Look at everything that shapes this week as of the local date `today`.

    Five queries, and one more each where there are injuries, limits or layers. The revision is
    read first: whatever is stored after that moves the plan's `turn` on. The previous plan is not
    read yet: `with_previous` does that.
    """
    revision = revision_of(plan) if plan.revision else None
    runner, week, since = plan.runner_id, plan.week_start, today - LOOK_BACK
    said = said_of(runner, week, week + TO_LAST_DAY, today)
    injuries = injuries_of(runner, today) if INJURY in said.there else ()
    runs = runs_of(runner, since, runs_behind(today, injuries), today)
    sessions = sessions_of(runner, since, today)
    logged = {(run.date, "run") for run in runs} | {(one.date, one.kind) for one in sessions}
    told = Told(marks=said.marks, logged=logged)
    missed = _missed(revision, told, today)
    bare = coach.Snapshot(
        today=today,
        week_start=week,
        runner=_runner(profile, today, injuries),
        runs=runs,
        checkins=checkins_of(runner, since, today),
        sessions=sessions,
        cleared=said.cleared,
        missed=tuple(sorted(_not_added_back(missed, told))),
        limits=_limits(runner, max(today, week)) if LIMIT in said.there else (),
    )
    layers = layers_of(runner, week) if LAYER in said.there else ()
    return _folded(bare, revision, missed, layers)


def with_wish(taken: Taken, wish: Layer) -> Taken:
    """The same with one layer more, which is not stored: what would it do?"""
    return _folded(taken.bare, taken.revision, taken.missed, (*taken.layers, wish))


def _folded(
    bare: coach.Snapshot,
    revision: PlanRevision | None,
    missed: list[dict[str, Any]],
    layers: tuple[Layer, ...],
) -> Taken:
    snapshot = with_layers(bare, layers)
    return Taken(bare, snapshot, revision, missed, layers)


def with_previous(taken: Taken) -> coach.Snapshot:
    """The snapshot with the revision that the new plan is to stay close to.

    What the runner had left out and takes back stands in it again, or it would not come back. A
    revision that the coach of today can no longer read is left out: the week is planned afresh.
    """
    if taken.revision is None:
        return taken.snapshot
    try:
        previous = plan_from_dict(_with_taken_back(taken, taken.revision))
    except SchemaError:
        log.warning("revision %s cannot be read by the coach of today", taken.revision.pk)
        return taken.snapshot
    return replace(taken.snapshot, previous=previous)


def _with_taken_back(taken: Taken, revision: PlanRevision) -> dict[str, Any]:
    """The revision's document with items that it no longer planned and that are missed no more."""
    document: dict[str, Any] = revision.document
    still, carried = taken.gone, carried_items(document, revision.missed)
    back = [(day.isoformat(), item) for day, item in carried if item["id"] not in still]
    days = [
        day | {"items": [*day["items"], *(item for when, item in back if when == day["date"])]}
        for day in document["days"]
    ]
    return document | {"days": days}


def hash_after_keeping(taken: Taken, profile: Profile) -> str:
    """The hash once a stage was written down: so the plan just made is known to be of now."""
    told = taken.snapshot
    injuries = injuries_of(profile.user_id, told.today)
    return hash_of(replace(told, runner=replace(told.runner, injuries=injuries)))


def _runner(profile: Profile, today: date, injuries: tuple[coach.Injury, ...]) -> coach.Runner:
    if profile.birth_year is None:
        raise ValueError(f"{profile} has no year of birth: the three screens are not filled")
    available: dict[coach.Weekday, int] = {
        weekday: profile.available.get(weekday, 0) for weekday in coach.WEEKDAYS
    }
    return coach.Runner(
        birth_year=profile.birth_year,
        available=available,
        experience=profile.experience,  # type: ignore[arg-type]  # the column's choices
        goal=_goal(profile),
        run_days=tuple(profile.run_days) if profile.run_days else None,
        long_run_day=profile.long_run_day or None,  # type: ignore[arg-type]  # a weekday
        runs_per_week=profile.runs_per_week,
        target_weekly_m=profile.target_weekly_m,
        equipment=tuple(profile.equipment),
        bridge_reps=_bridge(profile, today),
        strength_level=profile.strength_level,
        morning_baseline=profile.morning_baseline,
        bmi_over_30=profile.bmi_over_30,
        out_of_scope=tuple(profile.out_of_scope),
        injuries=injuries,
        wants=coach.Wants(stretch=profile.wants_stretch, roll=profile.wants_roll),
        told=_told(profile, today),
    )


def _goal(profile: Profile) -> coach.Goal:
    return coach.Goal(
        kind=profile.goal_kind,  # type: ignore[arg-type]  # the column's choices
        race_date=profile.race_date,
        race_distance_m=profile.race_distance_m,
    )


def _told(profile: Profile, today: date) -> coach.Told | None:
    week, longest, day = profile.told_week_m, profile.told_longest_m, profile.told_on
    if week is None or longest is None or day is None or day > today:
        return None
    return coach.Told(week_m=week, longest_m=longest, date=day)


def _bridge(profile: Profile, today: date) -> coach.BridgeTest | None:
    left, right, day = profile.bridge_left, profile.bridge_right, profile.bridge_date
    if left is None or right is None or day is None or day > today:
        return None
    return coach.BridgeTest(left=left, right=right, date=day)


def _limits(runner: int, since: date) -> tuple[coach.Limit, ...]:
    """What a physio or coach allows at most on this day or later."""
    rows = ClinicianLimit.objects.filter(runner_id=runner, lifted_at=None, until__gte=since)
    return tuple(row.as_told() for row in rows.order_by("id"))


def _id(entry: dict[str, Any]) -> str:
    return str(entry["item"]["id"])


def _not_added_back(missed: list[dict[str, Any]], told: Told) -> Iterator[str]:
    """The runs and strength sessions that did not happen."""
    for entry in missed:
        item, day = entry["item"], date.fromisoformat(entry["date"])
        if item["kind"] in COUNTS and state_of(item, day, told) not in ("done", "half"):
            yield _id(entry)


def _missed(
    revision: PlanRevision | None,
    told: Told,
    today: date,
) -> list[dict[str, Any]]:
    """Items that were skipped, or of earlier days and not done, or not logged, with their days."""
    if revision is None:
        return []
    planned = [
        *dated_items(revision.document),
        *carried_items(revision.document, revision.missed),
    ]
    return [
        {"date": day.isoformat(), "item": dict(item)}
        for day, item in planned
        if is_missed(item, day, told, today) or is_unlogged(item, day, told)
    ]
