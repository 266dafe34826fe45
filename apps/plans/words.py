"""The coach's numbers in words that a runner reads."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from apps.coach.catalogue import EXERCISES
from apps.lib import units

STEPS: Final = {
    "warmup": "warm up",
    "run": "run",
    "walk": "walk",
    "stride": "stride, quick and relaxed",
    "rep": "fast",
    "recovery": "easy in between",
    "cooldown": "cool down",
}
STEADY_RPE: Final = 6
"""Up to this effort a repetition is steady, not fast."""
LOADS: Final = {
    "low": "Light work.",
    "mod": "Moderate work.",
    "high": "Hard work: slow and under control.",
    "fast": "Quick work: stop while it still feels sharp.",
}
SIDES: Final = {"each": "each leg", "left": "left leg", "right": "right leg"}


def minutes(count: int) -> str:
    """`40 min`, or `1 h 30 min` from two hours on."""
    if count < 120:
        return f"{count} min"
    hours, rest = divmod(count, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def seconds(count: int) -> str:
    """`20 s`, `3 min` or `1:30 min`."""
    whole, rest = divmod(count, 60)
    if not whole or count == 90:
        return f"{count} s"
    return f"{whole}:{rest:02} min" if rest else f"{whole} min"


def effort(run: Mapping[str, Any]) -> str:
    """How hard a run is meant to be, as a number and as what one can still say."""
    low, high = run["rpe_low"], run["rpe_high"]
    span = f"{low}" if low == high else f"{low}–{high}"
    return f"Effort {span} of 10. {_talk(high)}"


def until(day: date, today: date) -> str:
    """How far off a day is that has not gone by: `today`, `tomorrow` or `in 12 days`."""
    left = (day - today).days
    return ("today", "tomorrow")[left] if left < 2 else f"in {left} days"


def told_effort(rpe: int | None) -> str:
    """How hard a run of the log was; of several on a day the hardest."""
    return "Effort not told." if rpe is None else f"You told effort {rpe} of 10."


def _talk(rpe: int) -> str:
    if rpe <= 4:
        return "Talk the whole way."
    if rpe <= 6:
        return "Short sentences."
    return "A few words at a time." if rpe <= 8 else "Too hard to talk, never a sprint."


def steps(run: Sequence[Mapping[str, Any]], unit: str) -> tuple[str, ...]:
    """A line for each step of a run; what alternates stands in one. Nothing for a run of one."""
    if len(run) < 2:
        return ()
    told = []
    for repeat, parts in groupby(run, key=lambda one: one.get("repeat", 1)):
        alike = list(parts)
        if repeat > 1 and len(alike) > 1:
            each = ", then ".join(step({**one, "repeat": 1}, unit) for one in alike)
            told.append(f"{repeat} times: {each}")
        else:
            told += [step(one, unit) for one in alike]
    return tuple(told)


def step(data: Mapping[str, Any], unit: str) -> str:
    """`6 × 20 s stride, quick and relaxed` or `10 min warm up`."""
    amount = ""
    if data.get("duration_s"):
        amount = seconds(data["duration_s"])
    elif data.get("distance_m"):
        amount = units.planned(data["distance_m"], unit)
    what = STEPS[data["kind"]]
    if data["kind"] == "rep" and (data.get("rpe") or 10) <= STEADY_RPE:
        what = "steady"
    repeat = data.get("repeat", 1)
    text = f"{repeat} × {amount} {what}" if repeat > 1 else f"{amount} {what}"
    return text + _pressed(data)


def _pressed(data: Mapping[str, Any]) -> str:
    """The effort and speed of a step, where it has its own."""
    told = []
    if data.get("rpe"):
        told.append(f"effort {data['rpe']}")
    if data.get("speed_pct"):
        told.append(f"at most {data['speed_pct']} % of your top speed")
    return f" ({', '.join(told)})" if told else ""


def dose(data: Mapping[str, Any]) -> str:
    """`3 × 8, each leg, tempo 3-1-1, rest 45 s`."""
    sets = f"{data['sets']} × "
    told = [sets + (f"{data['reps']}" if data.get("reps") else seconds(data.get("hold_s") or 0))]
    if data.get("reps") and data.get("hold_s"):
        told[0] += f" of {seconds(data['hold_s'])}"
    if side := SIDES.get(data.get("side", "both")):
        told.append(side)
    if (tempo := data.get("tempo")) and not tempo.startswith("hold"):
        told.append(f"tempo {tempo}" if tempo[0].isdigit() and " " not in tempo else tempo)
    if data.get("rest_s"):
        told.append(f"rest {seconds(data['rest_s'])}")
    return ", ".join(told)


def exercise(slug: str) -> str:
    """The exercise's name; a plan of long ago may hold one that the catalogue no longer has."""
    known = EXERCISES.get(slug)
    return known.name if known else slug.replace("-", " ").capitalize()


def shown_in(population: str) -> str:
    """Where a reason was seen: nothing for opinion, which was not seen anywhere."""
    if population in ("", "expert opinion") or population.startswith("shown"):
        return population.replace("expert opinion", "")
    return f"shown in {population}"
