"""A guided session ends, and what came of it is written into the log."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services import record_bridge_test
from apps.lib import clock
from apps.routines.models import GuidedSession, SetDone
from apps.routines.services.log import record_session
from apps.routines.signals import session_played
from apps.routines.steps import steps_of

State = GuidedSession.State


@transaction.atomic
def finish_session(
    *,
    session: GuidedSession,
    effort: int | None,
    pain: int | None,
    efforts: Mapping[str, int] | None = None,
) -> None:
    """End the session; `efforts` holds what was harder or easier than the whole, by slug."""
    session.effort = effort if effort is not None else session.effort
    worst = [told for told in (pain, session.pain) if told is not None]
    session.pain = max(worst) if worst else None
    session.save(update_fields=["effort", "pain"])
    for slug, one in (efforts or {}).items():
        session.sets.filter(slug=slug).update(effort=one)
    if session.state == State.OPEN:
        end_session(session, State.FINISHED)
    else:
        log_session(session)


def close_left_over(*, runner: User, today: date) -> None:
    """Write down what was done of sessions of earlier days that nobody ended."""
    for session in GuidedSession.objects.filter(runner=runner, state=State.OPEN, date__lt=today):
        with transaction.atomic():
            end_session(session, State.FINISHED)


def end_session(session: GuidedSession, state: str) -> None:
    """End it in this state and log it; only whoever finds it open ends it."""
    mine = GuidedSession.objects.filter(pk=session.pk, state=State.OPEN)
    if not mine.update(state=state, ended_at=clock.now()):
        return
    session.refresh_from_db()
    log_session(session)
    if session.purpose == GuidedSession.Purpose.TEST and state == State.FINISHED:
        _keep_test(session)


def _keep_test(session: GuidedSession) -> None:
    counted = {row.side: row.reps for row in session.sets.all() if not row.skipped}
    left, right = counted.get("left"), counted.get("right")
    if left is not None and right is not None:
        record_bridge_test(runner=session.runner, left=left, right=right, date=session.date)


def log_session(session: GuidedSession) -> None:
    """The session's entry in the log, as it stands now; none where nothing was done or told.

    A test is no training: it is logged only where it hurt.
    """
    rows = list(session.sets.all())
    done = [row for row in rows if not row.skipped]
    hurt = bool(session.reports)
    if not hurt and (not done or session.purpose == GuidedSession.Purpose.TEST):
        return
    share = min(len(done) / max(len(steps_of(session.doses)), 1), 1.0)
    session_played.send(GuidedSession, session=session, share=share)
    session.logged = record_session(
        runner=session.runner,
        date=session.date,
        kind=session.kind,
        exercises=_exercises(done, session.effort),
        completed=round(share, 2),
        item=session.item,
        idem=uuid5(NAMESPACE_OID, f"hamstride guided {session.pk}"),
        pain=session.pain,
        sudden=any(one["sudden"] or one["limp"] for one in session.reports),
    )
    session.save(update_fields=["logged"])


def _exercises(done: Sequence[SetDone], effort: int | None) -> list[dict[str, Any]]:
    """The sets by exercise, with the coach's names; of unlike sets the middle one counts."""
    by_slug: dict[str, list[SetDone]] = defaultdict(list)
    for row in done:
        by_slug[row.slug].append(row)
    return [
        {
            "slug": slug,
            "sets": max(_by_side(rows).values()),
            "reps": _middle([row.reps for row in rows]),
            "hold_s": _middle([row.seconds for row in rows]),
            "effort": next((row.effort for row in rows if row.effort is not None), effort),
        }
        for slug, rows in by_slug.items()
    ]


def _by_side(rows: Sequence[SetDone]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.side] += 1
    return counts


def _middle(amounts: Sequence[int | None]) -> int | None:
    told = [one for one in amounts if one is not None]
    return round(median(told)) if told else None
