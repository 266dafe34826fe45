"""What a clinician's limits leave of the week, and how they are told."""

from datetime import date, timedelta

from apps.coach.log import HARD_KINDS, Log
from apps.coach.rules import clinician_limits
from apps.coach.types import Fixed, Item, Limit, Plan

WORDS = {
    "runs": "{} a week at most",
    "longest": "no run longer than {}",
    "no_fast": "no fast running",
    "no_running": "no running",
    "strength": "strength up to level {}",
}
RUN_KINDS = ("runs", "longest", "no_fast", "no_running")


def from_day(log: Log) -> date:
    """The first day of the week that can still be planned."""
    return max(log.snapshot.week_start, log.today)


def in_force(log: Log) -> tuple[Limit, ...]:
    """The limits that reach into what is left of the week."""
    return clinician_limits.on(log.snapshot.limits, from_day(log))


def runs_left(log: Log) -> int | None:
    """Runs that the limits still leave to this week, None where none counts them."""
    most = clinician_limits.most_runs(log.snapshot.limits, from_day(log))
    start = log.snapshot.week_start
    ran = {r.date for r in log.runs if start <= r.date < start + timedelta(days=7)}
    return None if most is None else max(most - len(ran), 0)


def bars_race(log: Log, day: date, metres: int) -> bool:
    """Whether the limits leave no room for a race of this length on this day."""
    limits = log.snapshot.limits
    longest = clinician_limits.longest_m(limits, day)
    short = longest is not None and longest < metres
    return short or runs_left(log) == 0 or clinician_limits.bars_fast(limits, day)


def beyond(log: Log, runs: list[int]) -> list[int]:
    """Of pinned runs, in the order of their days, those beyond the count that is left."""
    left = runs_left(log)
    return [] if left is None else runs[left:]


def bars_pin(log: Log, pin: Fixed) -> bool:
    """Whether a limit forbids a pinned run on its day, whatever its length."""
    limits = log.snapshot.limits
    hard = pin.run is not None and pin.run.type in HARD_KINDS
    barred = clinician_limits.bars_running(limits, pin.date)
    return barred or (hard and clinician_limits.bars_fast(limits, pin.date))


def told(limit: Limit) -> str:
    """`3 runs a week at most, until 12 December (set by Dana Weber)`, without a full stop."""
    value = ""
    if limit.kind == "runs":
        value = "1 run" if limit.value == 1 else f"{limit.value} runs"
    elif limit.value is not None:
        value = (
            f"{round(limit.value / 1000, 1):g} km" if limit.kind == "longest" else str(limit.value)
        )
    by = f" (set by {limit.by})" if limit.by else ""
    return f"{WORDS[limit.kind].format(value)}, until {limit.until:%-d %B}{by}"


def signal(log: Log) -> str | None:
    """The limits in force as one word of the plan's signals, None where there are none."""
    found = (f"{one.kind}:{one.value or 0}:{one.until}" for one in in_force(log))
    return " ".join(sorted(found)) or None


def signal_of(plan: Plan) -> str | None:
    """The same of a plan that was made before."""
    return str(plan.signals["limits"]) if plan.signals.get("limits") else None


def lifted(log: Log, made: Plan) -> bool:
    """Whether a limit that this plan was made under holds no longer, or not as it was."""
    before, now = signal_of(made) or "", signal(log) or ""
    return not set(before.split()) <= set(now.split())


def news(log: Log, made: Plan) -> tuple[Limit, ...]:
    """Limits that the plan before did not know."""
    before = (signal_of(made) or "").split()
    return tuple(
        one for one in in_force(log) if f"{one.kind}:{one.value or 0}:{one.until}" not in before
    )


def concerns(limit: Limit, item: Item) -> bool:
    """Whether a limit is about this kind of item."""
    return (limit.kind in RUN_KINDS) == (item.kind == "run")
