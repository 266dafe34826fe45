"""Reasons: each item carries the rules that shaped it, in the runner's own numbers."""

from apps.coach.calendar import Calendar
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.morning import told
from apps.coach.rules import (
    BY_ID,
    after_a_break,
    amber_week,
    return_stages,
    single_run_cap,
)
from apps.coach.state import Standing
from apps.coach.types import PlannedRun, Why


def km(metres: float) -> str:
    """Metres as kilometres, rounded down to one decimal; `10 km`, never `10.0 km`."""
    return f"{int(metres / 100 + 1e-6) / 10:.1f}".removesuffix(".0") + " km"


def why(rule: str, text: str) -> Why:
    """A reason of a rule, with what stands behind the rule."""
    evidence = BY_ID[rule]
    return Why(rule, text, evidence.grade, evidence.population, evidence.sources[0])


def claim(rule: str) -> Why:
    """The rule's own sentence."""
    return why(rule, BY_ID[rule].claim)


def _no_longest(log: Log) -> str:
    if log.last_days(log.runs, single_run_cap.WINDOW_DAYS):
        return (
            "A run counts once the morning after it felt fine; until then runs stay within half "
            "an hour."
        )
    return "Nothing in the last 30 days to build on yet, so runs stay within half an hour."


def _distance_reason(run: PlannedRun, log: Log, frame: Frame) -> Why:
    longest = log.longest_m(log.today)
    if frame.break_days is not None:
        band = after_a_break.band(log.days_off)
        if not band.longest:
            return why(
                "P21",
                f"{frame.break_days} days without running: start again short, at most 30 min.",
            )
        limit = f"{round(band.longest * 100)} % of {km(longest)}"
        return why(
            "P21", f"After {frame.break_days} days off, {km(run.distance_m)} stays within {limit}."
        )
    if not longest:
        return why("S17", _no_longest(log))
    rise = run.distance_m / longest - 1
    if rise <= 0:
        text = (
            f"{km(run.distance_m)} is no longer than your longest run in 30 days ({km(longest)})."
        )
    else:
        text = (
            f"{km(run.distance_m)} is within 10 % of your longest run in 30 days ({km(longest)})."
        )
    return why("S6", text)


def _week_reason(log: Log, frame: Frame, week_m: int) -> Why | None:
    best = max(log.weeks_m[:4], default=0)
    if not best or frame.break_days is not None:
        return None
    if frame.phase == "cutback":
        return why("P5", f"A lighter week: {km(week_m)} after a usual {km(log.usual_m)}.")
    if frame.phase == "taper":
        return why(
            "P20",
            f"Fresh for the race: {km(week_m)} this week after {km(best)} at your peak.",
        )
    return why("P1", f"{km(week_m)} this week; your best recent week held {km(best)}.")


def _sore_reason(log: Log, week_m: int) -> Why:
    worst = max((v for _, v in log.reports(amber_week.WINDOW_DAYS)), default=0)
    last = log.weeks_m[0] if log.weeks_m else 0
    how = "so every run is short and easy."
    if last > week_m:
        how = f"so the week goes from {km(last)} to {km(week_m)}, all easy."
    return why("P6", f"You felt {worst}/10 this week, {how}")


def _state_reason(log: Log, standing: Standing, week_m: int) -> Why | None:
    if standing.state == "niggle":
        return _sore_reason(log, week_m)
    if standing.state == "tendon":
        return why(
            "S4", "Run only while the sit bone stays at 3/10 or less and calms down within a day."
        )
    if standing.hold:
        return why(
            "S17", "We do not know how your last run felt, so nothing grows until you tell us."
        )
    if not standing.novice:
        return None
    if log.snapshot.runner.experience == "novice":
        return claim("P22")
    return why("S17", "We know less than two weeks of your running, so we start short and easy.")


def run_reasons(
    run: PlannedRun, log: Log, standing: Standing, frame: Frame, week_m: int
) -> tuple[Why, ...]:
    """Why a run stands as it does; `week_m` is what the whole week holds."""
    if frame.shape == "stage":
        return _stage_reasons(run, log, standing)
    reasons = [_distance_reason(run, log, frame), _state_reason(log, standing, week_m)]
    if run.type in ("intervals", "tempo", "hills"):
        reasons += [claim("S10"), claim("P16")]
    elif run.fast_s:
        reasons += [claim("P18"), claim("P16")]
    elif run.type != "long":
        reasons.append(claim("P2"))
    reasons.append(_week_reason(log, frame, week_m))
    return tuple(r for r in reasons if r is not None)


def _stage_reasons(run: PlannedRun, log: Log, standing: Standing) -> tuple[Why, ...]:
    stage = max(standing.stage or 1, 1)
    need = return_stages.STAGES[min(stage, 7)].clean_needed
    text = f"Stage {stage} of 8 on the way back: {need} clean runs open the next one."
    reasons = [why("S8", text), why("S4", "Stop if the hamstring says more than 2/10.")]
    longest = log.longest_m(log.today)
    if longest:
        reasons.append(
            why(
                "S6",
                (
                    f"{km(run.distance_m)} is well inside your longest run in 30 days "
                    f"({km(longest)})."
                ),
            )
        )
    if standing.state == "acute":
        reasons.insert(
            0, why("S3", "Only after the small tests were painless on two days in a row.")
        )
    return tuple(reasons)


def race_reasons(metres: int, log: Log) -> tuple[Why, ...]:
    """The race is shown with its risk band, never prescribed."""
    longest = log.longest_m(log.today)
    band = single_run_cap.risk_band(metres, longest)
    rise = round((metres / max(longest, 1) - 1) * 100)
    text = (
        f"{km(metres)} is {rise:+d} % against your longest run in 30 days ({km(longest)}): "
        f"{band} the injury rate in the runner study. Your choice; we only show it."
    )
    return (why("S6", text),)


def _strength_limits(standing: Standing, *, heavy: bool, frozen: bool) -> list[Why]:
    reasons = []
    if frozen:
        text = "The race is close: holds only, nothing heavy and nothing new."
        reasons.append(why("S12", text))
    if standing.state == "tendon":
        text = f"Tendon stage {standing.stage or 1}: no stretching, no deep hip bend."
        reasons.append(why("S13", text))
    if standing.state in ("acute", "return"):
        text = "Gentle work only while the strain is fresh; up to 4/10 is fine."
        reasons.append(why("S13", text))
    if heavy:
        clear = 72 if standing.masters else 48
        text = f"Lowering work needs {clear} h before fast running, 72 h while it is new."
        reasons.append(why("S11", text))
    return reasons


def _side_reason(log: Log, standing: Standing) -> Why:
    test, side = log.snapshot.runner.bridge_reps, standing.weak_side
    if test is None:
        return why("P24", f"For a year after the strain: one more set on the {side}.")
    counts = f"Bridges {test.left} left, {test.right} right"
    return why("P12", f"{counts}: one more set on the {side}.")


def strength_reasons(
    log: Log,
    standing: Standing,
    *,
    heavy: bool,
    after_run: bool,
    frozen: bool,
    level: int,
    one_side: bool,
) -> tuple[Why, ...]:
    """Why a strength session stands as it does; `one_side`: it holds one set more on a side."""
    reasons = _strength_limits(standing, heavy=heavy, frozen=frozen)
    if after_run:
        reasons.append(claim("P14"))
    if one_side:
        reasons.append(_side_reason(log, standing))
    text = f"Hip and knee work at level {level}: each trains another part of the hamstrings."
    reasons.append(why("P7", text))
    return tuple(reasons)


def _morning_reason(log: Log) -> str:
    usual = f", and your usual is {log.baseline:g}" if log.knows_usual else ""
    return f"This morning says {told(log)}{usual}, so today stays free of running."


def rest_reason(
    log: Log, week: Calendar, i: int, standing: Standing, stop: str | None, *, light: bool
) -> Why:
    """Why a day is free; `light`: holds or stretching stand on it."""
    rule = week.closed.get(week.days[i]) or stop
    texts = {
        "P25": "You have no time on this day, and a day of rest is part of the plan.",
        "S1": "A clinician should look at this first; no training until then.",
        "S2": "After a stop sign in your leg, at least 48 hours go by without running.",
        "S4": "Today's pain is above what running allows; walk if it feels good.",
        "S5": _morning_reason(log),
        "S14": "At least 24 hours without fever or its medicine before you train again.",
        "S17": "This plan is not made for your situation; a clinician can guide you.",
    }
    if rule in texts:
        return why(rule, texts[rule])
    if standing.state == "acute":
        return why("S3", "No running until the small tests were painless on two days in a row.")
    if f"{week.days[i].isoformat()}-run" in log.snapshot.missed:
        return why("S16", "The run of this day is gone; no other day grows for it.")
    if light:
        return why("S15", "No running on this day; light holds and stretching go well with it.")
    return why("S15", "A full day of rest lets the legs catch up.")
