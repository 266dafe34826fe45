"""Reasons: each item carries the rules that shaped it, in the runner's own numbers."""

from collections.abc import Sequence
from datetime import date, timedelta

from apps.coach.calendar import Calendar
from apps.coach.frame import Frame
from apps.coach.limits import told as limit_told
from apps.coach.log import HARD_KINDS, Log
from apps.coach.morning import told
from apps.coach.rhythm import is_meant
from apps.coach.rules import (
    BY_ID,
    after_a_break,
    amber_week,
    clinician_limits,
    return_stages,
    single_run_cap,
    step_rate,
    taper,
    unknown_is_unsafe,
)
from apps.coach.state import Standing
from apps.coach.told import longest_m as told_longest_m
from apps.coach.told import told as told_of
from apps.coach.types import LimitKind, PlannedRun, Why

WELL_INSIDE = 0.75
"""Part of the longest run up to which nobody needs to look twice."""
STEADY = "A few short parts near race effort keep the legs quick while the distance drops."
QUICKER_STEPS = (
    f"In the four blocks take about {step_rate.RISE_PCT} % more steps a minute, so that each "
    "reaches less far ahead. "
    "Leave the blocks out if you like."
)


def km(metres: float) -> str:
    """Metres as kilometres, rounded down to one decimal; `10 km`, never `10.0 km`."""
    return f"{int(metres / 100 + 1e-6) / 10:.1f}".removesuffix(".0") + " km"


def listed(words: Sequence[str]) -> str:
    """Several things in one sentence: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def why(rule: str, text: str) -> Why:
    """A reason of a rule, with what stands behind the rule."""
    evidence = BY_ID[rule]
    return Why(rule, text, evidence.grade, evidence.population, evidence.sources[0])


def claim(rule: str) -> Why:
    """The rule's own sentence."""
    return why(rule, BY_ID[rule].claim)


def limit_reasons(log: Log, day: date, *kinds: LimitKind) -> list[Why]:
    """A reason for each limit of these kinds that holds on a day."""
    found = clinician_limits.on(log.snapshot.limits, day)
    return [
        why(clinician_limits.ID, f"{_large(limit_told(one))}.")
        for one in found
        if one.kind in kinds
    ]


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _no_longest(log: Log) -> str:
    if log.last_days(log.runs, single_run_cap.WINDOW_DAYS):
        return (
            "A run counts once the morning after it felt fine; until then runs stay within half "
            "an hour."
        )
    return "Nothing in the last 30 days to build on yet, so runs stay within half an hour."


def _told_longest(log: Log) -> str:
    one = told_of(log)
    said = "" if one is None else f"You told us of {km(one.longest_m)} as your longest run of late"
    most = km(told_longest_m(log))
    return f"{said}; your log does not show it yet, so no run is longer than {most}."


def _distance_reason(run: PlannedRun, day: date, log: Log, frame: Frame) -> Why:
    longest, here = log.longest_m(log.today), km(run.distance_m)
    if told_longest_m(log) and run.distance_m > longest:
        return why(unknown_is_unsafe.ID, _told_longest(log))
    gap = frame.after_gap.get((day - log.snapshot.week_start).days)
    if days := gap or frame.break_days:
        return _gap_reason(here, days, log, is_gap=bool(gap))
    if not longest:
        return why("S17", _no_longest(log))
    at = "no longer than" if run.distance_m <= longest else "within 10 % of"
    at = "well inside" if run.distance_m <= WELL_INSIDE * longest else at
    return why("S6", f"{here} is {at} {_known(log, longest)}.")


def _gap_reason(here: str, days: int, log: Log, *, is_gap: bool) -> Why:
    """After days without a run; what the week itself brings is not told as time off."""
    share, longest = after_a_break.band(days).longest, km(log.longest_m(log.today))
    if not share:
        return why("P21", f"{days} days without a run: start again short, at most 30 min.")
    since = "after the run before" if is_gap or is_meant(log) else "without a run"
    most = f"{round(share * 100)} % of your longest run in 30 days ({longest})"
    return why("P21", f"{days} days {since}: {here} keeps within {most}.")


def _known(log: Log, longest: int) -> str:
    """The run to compare with; a longer one that no calm morning followed does not count yet."""
    since = log.today - timedelta(days=single_run_cap.WINDOW_DAYS)
    longer = any(r.distance_m > longest for r in log.runs if since <= r.date < log.today)
    calm = " that a calm morning followed" if longer else ""
    return f"your longest run in 30 days{calm} ({km(longest)})"


def _week_reason(log: Log, frame: Frame, week_m: int) -> Why | None:
    best = max(log.weeks_m[:4], default=0)
    if not best or told_of(log) is not None or frame.break_days is not None:
        return None
    if frame.phase == "cutback":
        return why("P5", f"A lighter week: {km(week_m)} instead of your usual {km(log.usual_m)}.")
    if frame.phase == "taper":
        peak = max(log.weeks_m[: taper.PEAK_WEEKS], default=0)
        text = f"Fresh for the race: {km(week_m)} this week, after {km(peak)} at your peak."
        return why("P20", text)
    return why("P1", f"{km(week_m)} this week, after {km(best)} in your best recent week.")


def _sore_reason(log: Log, week_m: int) -> Why:
    worst = max((v for _, v in log.reports(amber_week.WINDOW_DAYS)), default=0)
    last = log.weeks_m[0] if log.weeks_m else 0
    how = "so every run is short and easy."
    if last > week_m:
        how = f"so the week goes from {km(last)} to {km(week_m)}, all easy."
    return why("P6", f"You felt {worst}/10 this week, {how} {amber_week.THEN}")


def _state_reason(log: Log, standing: Standing, week_m: int) -> Why | None:
    if standing.state == "niggle":
        return _sore_reason(log, week_m)
    if standing.state == "tendon":
        return why(
            "S4", "Run only while the sit bone stays at 3/10 or less and calms down within a day."
        )
    if standing.state == "return":
        return _stage_reason(standing)
    if standing.hold:
        return why(
            "S17", "We do not know how your last run felt, so nothing grows until you tell us."
        )
    if not standing.novice:
        return None
    if log.snapshot.runner.experience == "novice":
        return claim("P22")
    if (one := told_of(log)) is not None:
        seen = "is not in your log yet" if log.first_run is None else "is only partly in your log"
        text = f"{km(one.week_m)} in a usual week is what you told us; it {seen}"
        return why("S17", f"{text}, so this week holds {km(week_m)}, all of it easy.")
    return why("S17", "We know less than two weeks of your running, so we start short and easy.")


def run_reasons(
    run: PlannedRun,
    day: date,
    log: Log,
    standing: Standing,
    frame: Frame,
    week_m: int,
    *,
    first: bool,
) -> tuple[Why, ...]:
    """Why a run stands as it does on its day; `week_m` is what the whole week holds.

    What holds for the week is told with the `first` of its runs.
    """
    limited = limit_reasons(log, day, "longest", "no_fast")
    limited += limit_reasons(log, day, "runs") if first else []
    limited += [why(clinician_limits.ID, clinician_limits.FEWER)] if first and frame.fewer else []
    if frame.shape == "stage":
        return (*_stage_reasons(run, log, standing), *limited)
    reasons: list[Why | None] = [
        _distance_reason(run, day, log, frame),
        _state_reason(log, standing, week_m),
    ]
    reasons += _kind_reasons(run, first=first)
    if first and standing.state in ("healthy", "break"):
        reasons.append(_week_reason(log, frame, week_m))
    return (*(r for r in reasons if r is not None), *limited)


def _kind_reasons(run: PlannedRun, *, first: bool) -> list[Why]:
    """What the kind of run is for."""
    kinds = {step.kind for step in run.steps}
    if run.type in HARD_KINDS:
        return [claim("S10"), claim("P16")]
    if "stride" in kinds:
        return [claim("P18"), claim("P16")]
    if "rep" in kinds:
        return [why("P20", STEADY)]
    if run.type == "easy" and "recovery" in kinds:
        return [why("P19", QUICKER_STEPS)]
    return [claim("P2")] if first and run.type != "long" else []


def _stage_reason(standing: Standing) -> Why:
    """Where the way back stands, and what opens the next stage."""
    stage = max(standing.stage or 1, 1)
    at = f"Stage {stage} of 8 on the way back"
    if stage >= return_stages.FAST_STAGE:
        return why("S8", f"{at}: three calm weeks with a little faster running end it.")
    need = return_stages.STAGES[stage].clean_needed
    done = min(standing.clean, need)
    return why("S8", f"{at}: {need} calm runs open the next stage, {done or 'none'} done so far.")


def _stage_reasons(run: PlannedRun, log: Log, standing: Standing) -> tuple[Why, ...]:
    reasons = [_stage_reason(standing), why("S4", "Stop if the hamstring says more than 2/10.")]
    longest = log.longest_m(log.today)
    if longest:
        text = f"{km(run.distance_m)} is well inside {_known(log, longest)}."
        reasons.append(why("S6", text))
    if standing.state == "acute":
        text = "Only after the small tests were painless on two days in a row."
        reasons.insert(0, why("S3", text))
    return tuple(reasons)


def race_reasons(metres: int, log: Log) -> tuple[Why, ...]:
    """The race is shown with its risk band, never prescribed."""
    longest = log.longest_m(log.today)
    known = _known(log, longest)
    rise = round((metres / max(longest, 1) - 1) * 100)
    if not longest:
        text = f"{km(metres)}, and no run in the last 30 days to compare it with."
    elif rise <= 0:
        text = f"{km(metres)} is no longer than {known}."
    elif metres <= single_run_cap.GROWTH * longest:
        text = f"{km(metres)} is within 10 % of {known}."
    else:
        rate = single_run_cap.risk_band(metres, longest)
        text = (
            f"{km(metres)} is {rise} % more than {known}. In the runner study such jumps went with "
            f"{rate} the injuries."
        )
    text += " Your choice; we only show it."
    return (why("S6", text),)


def _morning_reason(log: Log) -> str:
    usual = f", and your usual is {log.baseline:g}" if log.knows_usual else ""
    return f"You noted {told(log)}{usual}, so today stays free of running."


def rest_reason(
    log: Log,
    week: Calendar,
    i: int,
    standing: Standing,
    stop: str | None,
    *,
    light: bool,
    after_first: bool,
) -> Why:
    """Why a day is free.

    `light`: holds or stretching stand on it. `after_first`: after a strain the first run is
    planned on an earlier day.
    """
    rule = week.closed.get(week.days[i]) or stop
    if rule == clinician_limits.ID:
        return limit_reasons(log, week.days[i], "no_running")[0]
    texts = {
        "P25": "The day has no minutes for training, and a day of rest is part of the plan.",
        "S1": "A clinician should look at this first; no training until then.",
        "S2": "After a stop sign in your leg, at least 48 hours go by without running.",
        "S4": "Today's pain is above what running allows; walk if it feels good.",
        "S5": _morning_reason(log),
        "S14": "At least 24 hours without fever or its medicine before you train again.",
        "S17": "This plan is not made for your situation; a clinician can guide you.",
    }
    if rule in texts:
        return why(rule, texts[rule])
    if standing.state == "acute" and after_first:
        return why("S8", "A day without running lies between two runs on the way back.")
    if standing.state == "acute":
        return why("S3", "No running until the small tests were painless on two days in a row.")
    if week.race is not None and week.race_open and i == week.race + 1:
        return why("S10", "The day after the race is free of running.")
    if f"{week.days[i].isoformat()}-run" in log.snapshot.missed:
        return why("S16", "The run of this day is gone; no other day grows for it.")
    if light:
        return why("S15", "No running on this day; light holds and stretching go well with it.")
    return why("S15", "A full day of rest lets the legs catch up.")
