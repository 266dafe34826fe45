"""A few minutes on the mat after a long or hard run: a suggestion beside the plan.

No rule of the coach asks for it: it is for comfort and range alone (P15, P17), so it is short, and
it is left out wherever anything hurts (S2, S13, S14). At bedtime it is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Max, Q

from apps.accounts.models import User
from apps.coach.catalogue import EXERCISES
from apps.coach.log import HARD_KINDS, HARD_RPE
from apps.lib import clock
from apps.plans.models import PlanRevision
from apps.routines.models import GuidedSession
from apps.routines.queries.body import Body, body_of
from apps.routines.steps import minutes_of
from apps.runlog.models import CheckIn, Run

BEDTIME_HOUR: Final = 22
"""On the runner's own clock."""
LONG_S: Final = 75 * 60
LONG_SHARE: Final = 0.9
"""Of the longest run of the thirty days before: from here on a run is long for this runner."""
LONG_AT_LEAST_S: Final = 40 * 60
HURTS_ABOVE: Final = 2
SECOND_ROUND_S: Final = 60 * 60
"""From an hour of running on everything is done twice."""
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
    local = clock.now().astimezone(ZoneInfo(runner.profile.time_zone))
    if local.hour >= BEDTIME_HOUR:
        return None
    run = runner.runs.filter(date=local.date()).order_by("-created_at", "-pk").first()
    if run is None or not (_is_hard(run) or _is_long(run)) or _hurts(run) or not _is_calm(run):
        return None
    session = runner.guided_sessions.filter(origin=origin_of(run)).first()
    if session is not None and session.state != GuidedSession.State.OPEN:
        return None
    doses = tuple(_doses(run, runner, body_of(runner)))
    return AfterRun(run, _is_hard(run), doses, session) if doses else None


def _is_hard(run: Run) -> bool:
    return (run.rpe or 0) >= HARD_RPE or run.kind in HARD_KINDS


def _is_long(run: Run) -> bool:
    if run.kind == Run.Kind.LONG or run.duration_s >= LONG_S:
        return True
    if run.duration_s < LONG_AT_LEAST_S:
        return False
    before = run.runner.runs.filter(date__range=(run.date - MONTH, run.date - timedelta(days=1)))
    longest = before.aggregate(longest=Max("distance_m"))["longest"]
    return longest is not None and run.distance_m >= LONG_SHARE * longest


def _hurts(run: Run) -> bool:
    """The run, the morning, or a session of the day."""
    told = max(run.pain_during or 0, run.pain_after or 0)
    morning = CheckIn.objects.filter(runner_id=run.runner_id, date=run.date).first()
    sore = morning is not None and (morning.pain > HURTS_ABOVE or bool(morning.red_flags))
    if told > HURTS_ABOVE or run.sudden or run.limp or sore:
        return True
    sessions = run.runner.sessions.filter(date=run.date)
    return sessions.filter(Q(pain__gt=HURTS_ABOVE) | Q(sudden=True)).exists()


def _is_calm(run: Run) -> bool:
    """Whether the newest plan knows of no stop; without a plan nobody knows."""
    document = _newest(run.runner, run.date)
    if document is None or document["status"] == "see_a_doctor":
        return False
    stopped = any(alert["level"] == "stop" for alert in document["alerts"])
    return not stopped and document["state"] in CALM_STATES


def _newest(runner: User, day: date) -> Mapping[str, Any] | None:
    rows = PlanRevision.objects.filter(
        plan__runner=runner, plan__week_start__range=(day - timedelta(days=6), day)
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
    if profile.wants_stretch and not _is_hard(run) and EXERCISES[STRETCH].fits(body.owned):
        wanted.append((STRETCH, sets, None, HOLD_S))
    if profile.wants_roll and EXERCISES[ROLL].fits(body.owned):
        wanted.append((ROLL, 1, None, ROLL_S))
    return [_dose(*one) for one in wanted if body.bears(EXERCISES[one[0]])]


def _dose(slug: str, sets: int, reps: int | None, hold_s: int | None) -> dict[str, Any]:
    known = EXERCISES[slug]
    told = {"slug": slug, "sets": sets, "reps": reps, "hold_s": hold_s, "tempo": known.tempo}
    return told | {"rest_s": known.rest_s, "side": known.side}
