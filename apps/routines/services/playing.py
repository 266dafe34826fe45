"""A session in the player: start it, write down each set, swap, stop for pain, end it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from django.db import transaction

from apps.accounts.models import User
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import stop_rule
from apps.lib import clock
from apps.routines.models import GuidedSession, SetDone
from apps.routines.queries.body import body_of, dose_of, easier, swaps
from apps.routines.services.ending import end_session, log_session
from apps.routines.steps import Step, steps_of

Purpose = GuidedSession.Purpose
State = GuidedSession.State
Verdict = Literal["stop", "easier", "watch"]
MOST_REPS: Final = 500
MOST_SECONDS: Final = 3600
TEST_SLUG: Final = "single-leg-bridge-heel-on-bench"
TEST: Final = {
    "slug": TEST_SLUG,
    "sets": 1,
    "reps": None,
    "hold_s": None,
    "tempo": "1-0-1",
    "rest_s": 0,
    "side": "each",
    "switch_s": 60,
}
"""Each leg to the last whole repetition, a minute between them."""


class NoSuchStepError(LookupError):
    """The session has no such set or exercise, or no such way to swap it."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """What the runner told in the middle of a session."""

    position: int
    pain: int
    side: str = ""
    sudden: bool = False
    limp: bool = False


@transaction.atomic
def start_session(
    *,
    runner: User,
    origin: str,
    purpose: str,
    date: date,
    kind: str,
    title: str,
    doses: Sequence[Mapping[str, Any]],
    item: str = "",
) -> GuidedSession:
    """Start a session, or go on with the one of this `origin`.

    One that has ended stays ended, unless the runner took its entry in the log back.
    """
    told = {"date": date, "kind": kind, "title": title, "doses": [dict(dose) for dose in doses]}
    session, is_new = GuidedSession.objects.get_or_create(
        runner=runner, origin=origin, defaults={"purpose": purpose, "item": item, **told}
    )
    ended = session.state != State.OPEN and purpose != Purpose.TEST
    if not is_new and ended and session.logged_id is None:
        session.sets.all().delete()
        anew = {"state": State.OPEN, "started_at": clock.now(), "ended_at": None, "reports": []}
        GuidedSession.objects.filter(pk=session.pk).update(**told, **anew, pain=None, effort=None)
        session.refresh_from_db()
    return session


def start_test(*, runner: User) -> GuidedSession:
    """The bridge test of today; one that was stopped today is not made again today."""
    today = clock.local_today(runner.profile.time_zone)
    return start_session(
        runner=runner,
        origin=f"test:{today.isoformat()}",
        purpose=Purpose.TEST,
        date=today,
        kind="strength",
        title="Bridge test",
        doses=[TEST],
    )


@transaction.atomic
def save_set(
    *,
    session: GuidedSession,
    step: str,
    reps: int | None = None,
    seconds: int | None = None,
    skipped: bool = False,
) -> SetDone:
    """Write down one set, again with what is said now if it was there.

    Without an amount it is the planned one. One that comes late, after the session was closed,
    counts too. Raises `NoSuchStepError`.
    """
    planned = {one.key: one for one in steps_of(session.doses)}.get(step)
    if planned is None:
        raise NoSuchStepError(step)
    row, _ = SetDone.objects.update_or_create(
        session=session, step=step, defaults=_told(planned, reps, seconds, skipped=skipped)
    )
    if session.state != State.OPEN:
        log_session(session)
    return row


def _told(planned: Step, reps: int | None, seconds: int | None, *, skipped: bool) -> dict[str, Any]:
    if planned.reps is not None or planned.hold_s is None:
        reps = reps if reps is not None else planned.reps
    else:
        seconds = seconds if seconds is not None else planned.hold_s
    return {
        "slug": planned.slug,
        "side": planned.side,
        "reps": None if skipped or reps is None else min(reps, MOST_REPS),
        "seconds": None if skipped or seconds is None else min(seconds, MOST_SECONDS),
        "skipped": skipped,
        "saved_at": clock.now(),
    }


@transaction.atomic
def save_list(*, session: GuidedSession, sets: Mapping[str, Mapping[str, int | None]]) -> None:
    """Write down the sets that are ticked, by step, and take back those that no longer are.

    What was done of an exercise before it was swapped is not on the list, and stays.
    """
    unticked = [one.key for one in steps_of(session.doses) if one.key not in sets]
    session.sets.filter(skipped=False, step__in=unticked).delete()
    for step, amount in sets.items():
        reps, seconds = amount.get("reps"), amount.get("seconds")
        save_set(session=session, step=step, reps=reps, seconds=seconds)


@transaction.atomic
def skip_exercise(*, session: GuidedSession, position: int) -> None:
    """Leave out what is still to do of an exercise. Raises `NoSuchStepError`."""
    _dose(session, position)
    known = set(session.sets.values_list("step", flat=True))
    for step in steps_of(session.doses):
        if step.position == position and step.key not in known:
            save_set(session=session, step=step.key, skipped=True)


@transaction.atomic
def swap_exercise(*, session: GuidedSession, position: int, slug: str) -> None:
    """Put another exercise in one's place: of the same rung and part, or the next easier one.

    What was done of the first stays. Raises `NoSuchStepError` for one that is not offered.
    """
    dose, body = _dose(session, position), body_of(session.runner)
    down = easier(dose["slug"], body)
    offered = {one.slug for one in [*swaps(dose["slug"], body), *([down] if down else [])]}
    if slug not in offered or session.state != State.OPEN:
        raise NoSuchStepError(slug)
    session.doses[position] = dose_of(EXERCISES[slug], dose["sets"])
    session.save(update_fields=["doses"])


@transaction.atomic
def report_pain(*, session: GuidedSession, hurt: Hurt) -> Verdict:
    """Act on pain at once: S2 ends the session, above S4's ceiling the exercise ends.

    A test ends at any pain. The log hears of it, and so does the plan. Raises `NoSuchStepError`.
    """
    dose, body = _dose(session, hurt.position), body_of(session.runner)
    told = {name: getattr(hurt, name) for name in Hurt.__slots__} | {"slug": dose["slug"]}
    session.reports = [*session.reports, told]
    session.pain = max(hurt.pain, session.pain or 0)
    session.save(update_fields=["reports", "pain"])
    is_test, was_open = session.purpose == Purpose.TEST, session.state == State.OPEN
    stops = is_test or stop_rule.stops(hurt.pain, sudden=hurt.sudden, limp=hurt.limp)
    over = hurt.pain > body.ceiling_of(dose["slug"])
    if stops and was_open:
        end_session(session, State.STOPPED)
    elif stops or over or not was_open:
        log_session(session)
    return "stop" if stops else "easier" if over else "watch"


def _dose(session: GuidedSession, position: int) -> Mapping[str, Any]:
    if not 0 <= position < len(session.doses):
        raise NoSuchStepError(str(position))
    dose: Mapping[str, Any] = session.doses[position]
    return dose
