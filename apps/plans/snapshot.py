"""From rows to what the coach is told."""

import logging
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from apps.accounts.models import Injury, Profile
from apps.coach import types as coach
from apps.coach.rules import stop_rule
from apps.coach.schema import SchemaError, plan_from_dict
from apps.plans.hashing import hash_of
from apps.plans.layers import layers_of, with_layers
from apps.plans.models import ClinicianLimit, ItemMark, Layer, Plan, PlanRevision
from apps.plans.states import Told, carried_items, dated_items, is_missed
from apps.routines.models import LoggedSession
from apps.runlog.models import CheckIn, Run
from apps.runlog.queries import cleared_days

log = logging.getLogger(__name__)

LOOK_BACK: Final = timedelta(days=3650)
"""The coach takes up to ten years of log."""
TO_LAST_DAY: Final = timedelta(days=6)
"""From the first day of a week to its last."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the coach is told, its hash, and what the week's revisions hold beside it.

    `bare` is the snapshot without the runner's layers.
    """

    bare: coach.Snapshot
    snapshot: coach.Snapshot
    hash: str
    revision: PlanRevision | None
    missed: list[dict[str, Any]]
    layers: tuple[Layer, ...] = ()

    @property
    def heard(self) -> list[str]:
        """The layers' names as a revision keeps them."""
        return [str(layer.idem) for layer in self.layers]


def take(plan: Plan, profile: Profile, today: date) -> Taken:
    """Look at everything that shapes this week as of the local date `today`.

    At most nine queries. The revision is read first: whatever is stored after that moves the plan's
    `turn` on. The previous plan is not read yet: `with_previous` does that.
    """
    revision = plan.revisions.filter(number=plan.revision).first()
    runner, week = plan.runner_id, plan.week_start
    runs, sessions = _runs(runner, today), _sessions(runner, today)
    missed = _missed(plan, revision, runs, sessions, today)
    bare = coach.Snapshot(
        today=today,
        week_start=week,
        runner=_runner(profile, today),
        runs=runs,
        checkins=_checkins(runner, today),
        sessions=sessions,
        cleared=tuple(cleared_days(runner, today)),
        missed=tuple(sorted(entry["item"]["id"] for entry in missed)),
        limits=_limits(runner, max(today, week)),
    )
    return _folded(bare, revision, missed, layers_of(runner, week))


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
    return Taken(bare, snapshot, hash_of(snapshot), revision, missed, layers)


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
    still, carried = taken.snapshot.missed, carried_items(document, revision.missed)
    back = [(day.isoformat(), item) for day, item in carried if item["id"] not in still]
    days = [
        day | {"items": [*day["items"], *(item for when, item in back if when == day["date"])]}
        for day in document["days"]
    ]
    return document | {"days": days}


def hash_after_keeping(taken: Taken, profile: Profile) -> str:
    """The hash once a stage was written down: so the plan just made is known to be of now."""
    told = taken.snapshot
    injuries = _injuries(profile, told.today)
    return hash_of(replace(told, runner=replace(told.runner, injuries=injuries)))


def _runner(profile: Profile, today: date) -> coach.Runner:
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
        injuries=_injuries(profile, today),
        wants=coach.Wants(stretch=profile.wants_stretch, roll=profile.wants_roll),
    )


def _goal(profile: Profile) -> coach.Goal:
    return coach.Goal(
        kind=profile.goal_kind,  # type: ignore[arg-type]  # the column's choices
        race_date=profile.race_date,
        race_distance_m=profile.race_distance_m,
    )


def _bridge(profile: Profile, today: date) -> coach.BridgeTest | None:
    left, right, day = profile.bridge_left, profile.bridge_right, profile.bridge_date
    if left is None or right is None or day is None or day > today:
        return None
    return coach.BridgeTest(left=left, right=right, date=day)


def _injuries(profile: Profile, today: date) -> tuple[coach.Injury, ...]:
    rows = Injury.objects.filter(runner_id=profile.user_id, date__lte=today).order_by("date", "id")
    return tuple(
        coach.Injury(
            kind=row.kind,  # type: ignore[arg-type]  # the column's choices
            side=row.side,  # type: ignore[arg-type]  # the column's choices
            date=row.date,
            onset=row.onset,  # type: ignore[arg-type]  # the column's choices
            status=row.status,  # type: ignore[arg-type]  # the column's choices
            returned_on=row.returned_on,
            stage=row.stage,
            stage_on=row.stage_on,
        )
        for row in rows
    )


def _runs(runner: int, today: date) -> tuple[coach.Run, ...]:
    rows = (
        Run.objects.filter(runner_id=runner, date__gt=today - LOOK_BACK, date__lte=today)
        .order_by("date", "id")
        .values_list(
            "date",
            "distance_m",
            "duration_s",
            "rpe",
            "kind",
            "fast_s",
            "pain_during",
            "pain_after",
            "sudden",
            "limp",
        )
    )
    return tuple(
        coach.Run(day, metres, seconds, rpe, kind or None, *rest)  # type: ignore[arg-type]  # choices
        for day, metres, seconds, rpe, kind, *rest in rows
    )


def _checkins(runner: int, today: date) -> tuple[coach.Checkin, ...]:
    rows = (
        CheckIn.objects.filter(runner_id=runner, date__gt=today - LOOK_BACK, date__lte=today)
        .order_by("date")
        .values_list(
            "date",
            "pain",
            "tightness",
            "side",
            "sitting_pain",
            "place",
            "fever",
            "fever_medicine",
            "ill",
            "gate",
            "red_flags",
        )
    )
    return tuple(_checkin(*row) for row in rows)


def _checkin(day: date, pain: int, tightness: int, side: Any, *told: Any) -> coach.Checkin:
    sitting, place, fever, medicine, ill, gate, flags = told
    return coach.Checkin(
        date=day,
        pain=pain,
        tightness=tightness,
        side=side or None,
        sitting_pain=sitting,
        place=place or None,
        fever=fever,
        fever_medicine=medicine,
        ill=ill,
        gate=coach.Gate(**gate) if gate else None,
        red_flags=tuple(flags),
    )


def _limits(runner: int, since: date) -> tuple[coach.Limit, ...]:
    """What a physio or coach allows at most on this day or later."""
    rows = ClinicianLimit.objects.filter(runner_id=runner, lifted_at=None, until__gte=since)
    return tuple(row.as_told() for row in rows.order_by("id"))


def _sessions(runner: int, today: date) -> tuple[coach.Session, ...]:
    rows = (
        LoggedSession.objects.filter(runner_id=runner, date__gt=today - LOOK_BACK, date__lte=today)
        .order_by("date", "id")
        .values_list("date", "kind", "exercises", "completed", "pain", "soreness_48h", "sudden")
    )
    return tuple(
        coach.Session(
            date=day,
            kind=kind,  # type: ignore[arg-type]  # the column's choices
            exercises=tuple(coach.ExerciseDone(**done) for done in exercises),
            completed=completed,
            pain=max(pain or 0, stop_rule.STOP_ABOVE + 1) if sudden else pain,
            soreness_48h=soreness,
        )
        # The contract's session has no word for a grab or a limp; S2 treats them as such a pain.
        for day, kind, exercises, completed, pain, soreness, sudden in rows
    )


def _missed(
    plan: Plan,
    revision: PlanRevision | None,
    runs: tuple[coach.Run, ...],
    sessions: tuple[coach.Session, ...],
    today: date,
) -> list[dict[str, Any]]:
    """Items of the week that were skipped, or of earlier days and not done, each with its day."""
    if revision is None:
        return []
    week = (plan.week_start, plan.week_start + TO_LAST_DAY)
    marks = ItemMark.objects.filter(runner_id=plan.runner_id, date__range=week)
    told = Told(
        marks=dict(marks.values_list("item", "state")),
        logged={(run.date, "run") for run in runs}
        | {(session.date, session.kind) for session in sessions},
    )
    planned = [
        *dated_items(revision.document),
        *carried_items(revision.document, revision.missed),
    ]
    return [
        {"date": day.isoformat(), "item": dict(item)}
        for day, item in planned
        if is_missed(item, day, told, today)
    ]
