"""A few minutes on the mat after a long or hard run: a suggestion beside the plan.

No rule of the coach asks for it: it is for comfort and range alone (P15, P17), so it is short, and
it is left out wherever anything hurts (S2, S13, S14). At bedtime it is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, Q, QuerySet, Subquery

from apps.accounts.models import User
from apps.coach.catalogue import EXERCISES
from apps.lib import clock
from apps.lib.clock import DAY, TO_LAST_DAY
from apps.lib.localtime import zone_of
from apps.lib.prepared import Prepared, made_of
from apps.plans.models import PlanRevision
from apps.routines.models import GuidedSession, LoggedSession
from apps.routines.queries.body import Body, body_of
from apps.routines.steps import minutes_of
from apps.runlog.models import CheckIn, Run
from apps.runlog.queries import HARD

BEDTIME_HOUR: Final = 22
"""On the runner's own clock."""
LONG_S: Final = 75 * 60
LONG_SHARE: Final = 0.9
"""Of the longest run of the thirty days before: from here on a run is long for this runner."""
LONG_AT_LEAST_S: Final = 40 * 60
HURTS_ABOVE: Final = 2
SECOND_ROUND_S: Final = 60 * 60
"""From an hour of running on everything is done twice."""
SORE: Final = Q(pain__gt=HURTS_ABOVE) | Q(sudden=True)
"""A session of the day that hurt."""
OF_RUN: Final = ("id", "kind", "rpe", "distance_m", "duration_s", "date")
"""What a suggestion knows of its run."""
MONTH: Final = timedelta(days=30)
CALM_STATES: Final = ("healthy", "niggle", "break", "return", "tendon")

RANGE: Final = "extender"
HIP: Final = "half-kneeling-hip-flexor-stretch"
STRETCH: Final = "strap-hamstring-stretch-lying"
ROLL: Final = "foam-roll-back-of-thigh-and-glutes"
REPS: Final = 8
HOLD_S: Final = 30
ROLL_S: Final = 60


@dataclass(frozen=True, slots=True)
class AfterRun:
    """What is suggested after which run. `session` is set once it is under way."""

    run: Run
    is_hard: bool
    doses: tuple[Mapping[str, Any], ...]
    session: GuidedSession | None

    @property
    def minutes(self) -> int:
        return minutes_of(self.doses)

    @property
    def names(self) -> list[str]:
        return [EXERCISES[dose["slug"]].name for dose in self.doses]


def origin_of(run: Run) -> str:
    """What names the session of this run."""
    return f"after-run:{run.pk}"


def after_run(runner: User) -> AfterRun | None:
    """The suggestion of this hour, None where no run asks for it or something speaks against it."""
    local = clock.now().astimezone(zone_of(runner.profile.time_zone))
    if local.hour >= BEDTIME_HOUR:
        return None
    run = _asking_run(runner, local.date())
    if run is None or not _is_calm(runner, run.date):
        return None
    session = runner.guided_sessions.filter(origin=origin_of(run)).first()
    if session is not None and session.state != GuidedSession.State.OPEN:
        return None
    doses = tuple(_doses(run, runner, body_of(runner)))
    return AfterRun(run, run.is_hard, doses, session) if doses else None


def _asking_run(runner: User, day: date) -> Run | None:
    """The newest of the day's hard and long runs."""
    rows = ASKING.rows(runner.pk, day, day - MONTH, day - DAY)
    return made_of(Run, dict(zip(OF_RUN, (*rows[0], day), strict=True))) if rows else None


def _asking(runner: int, day: date, first: date, last: date) -> QuerySet[Any, Any]:
    """The day's hard and long runs, the newest first; none on a day on which anything hurt.

    From `first` to `last` is the month before.
    """
    runs = Run.objects.filter(runner=runner, date=day)
    month = Run.objects.filter(runner=runner, date__range=(first, last))
    nearly = LONG_SHARE * Subquery(month.order_by("-distance_m").values("distance_m")[:1])
    long = Q(kind=Run.Kind.LONG) | Q(duration_s__gte=LONG_S)
    long_here = Q(duration_s__gte=LONG_AT_LEAST_S, distance_m__gte=nearly)
    asking: QuerySet[Any, Any] = (
        runs.filter(HARD | long | long_here)
        .exclude(_hurt(runs, CheckIn.objects.filter(runner=runner, date=day)))
        .exclude(Exists(LoggedSession.objects.filter(SORE, runner=runner, date=day)))
        .order_by("-created_at", "-pk")
        .values_list(*OF_RUN[:-1])
    )
    return asking


ASKING: Final = Prepared(_asking, days=3)


def _hurt(runs: QuerySet[Run], morning: QuerySet[CheckIn]) -> Q:
    """Whether a run of the day or its morning hurt."""
    told = Q(pain_during__gt=HURTS_ABOVE) | Q(pain_after__gt=HURTS_ABOVE)
    limped = Q(sudden=True) | Q(limp=True)
    return Q(Exists(runs.filter(told | limped))) | Q(
        Exists(morning.filter(Q(pain__gt=HURTS_ABOVE) | ~Q(red_flags=[])))
    )


def _is_calm(runner: User, day: date) -> bool:
    """Whether the newest plan knows of no stop; without a plan nobody knows."""
    document = _newest(runner, day)
    if document is None or document["status"] == "see_a_doctor":
        return False
    stopped = any(alert["level"] == "stop" for alert in document["alerts"])
    return not stopped and document["state"] in CALM_STATES


def _newest(runner: User, day: date) -> Mapping[str, Any] | None:
    rows = PlanRevision.objects.filter(
        plan__runner=runner, plan__week_start__range=(day - TO_LAST_DAY, day)
    )
    row = rows.order_by("-plan__week_start", "-number").first()
    return row.document if row else None


def _doses(run: Run, runner: User, body: Body) -> list[dict[str, Any]]:
    """Gentle range; mild stretching after an easy long run only; rolling for whom it suits."""
    profile = runner.profile
    sets = 2 if run.duration_s >= SECOND_ROUND_S else 1
    wanted: list[tuple[str, int, int | None, int | None]] = [(RANGE, sets, REPS, None)]
    if profile.wants_stretch:
        wanted.append((HIP, sets, None, HOLD_S))
    if profile.wants_stretch and not run.is_hard and EXERCISES[STRETCH].fits(body.owned):
        wanted.append((STRETCH, sets, None, HOLD_S))
    if profile.wants_roll and EXERCISES[ROLL].fits(body.owned):
        wanted.append((ROLL, 1, None, ROLL_S))
    return [_dose(*one) for one in wanted if body.bears(EXERCISES[one[0]])]


def _dose(slug: str, sets: int, reps: int | None, hold_s: int | None) -> dict[str, Any]:
    known = EXERCISES[slug]
    told = {"slug": slug, "sets": sets, "reps": reps, "hold_s": hold_s, "tempo": known.tempo}
    return told | {"rest_s": known.rest_s, "side": known.side}
