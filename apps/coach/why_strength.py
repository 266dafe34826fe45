"""Reasons of a strength session: what it trains, what it leaves out, and what moved it."""

from typing import Final

from apps.coach.calendar import clear_days
from apps.coach.catalogue import EXERCISES, Category
from apps.coach.filling.strength import Menu, load_class
from apps.coach.limits import from_day
from apps.coach.log import Log
from apps.coach.rules import compression_ban, return_stages
from apps.coach.state import Standing
from apps.coach.types import Dose, Why
from apps.coach.why import claim, limit_reasons, listed, why

WORK: Final[dict[Category, str]] = {"knee": "knee work", "hip": "hip work", "isometric": "holds"}
TENDON: Final = {
    1: "no hamstring stretch and no deep hip bend yet.",
    2: "slow strength with little bend in the hip; hamstring stretches stay out.",
    3: "slow work with the hip bent may begin; hamstring stretches stay out.",
    4: "quicker work may begin; hamstring stretches stay out.",
}


def strength_reasons(
    doses: list[Dose], menu: Menu, log: Log, standing: Standing, *, after_run: bool
) -> tuple[Why, ...]:
    """Why a strength session stands as it does."""
    reasons = _limits(doses, menu, standing)
    if after_run:
        reasons.append(claim("P14"))
    if any(d.side == standing.weak_side for d in doses):
        reasons.append(_side_reason(log, standing))
    levels = _levels(doses)
    reasons += _moves(menu, levels)
    reasons += limit_reasons(log, from_day(log), "strength")
    return (*reasons, why("P7", _mix(levels)))


def _levels(doses: list[Dose]) -> dict[Category, int]:
    """The hardest level of each kind of work in a session, in one order."""
    found: dict[Category, int] = {}
    for kind in WORK:
        held = [EXERCISES[d.slug].level for d in doses if EXERCISES[d.slug].category == kind]
        if held:
            found[kind] = max(held)
    return found


def _mix(levels: dict[Category, int]) -> str:
    """What the session trains, in the runner's own levels: `Knee work, holds at level 2`."""
    told = []
    for level in sorted(set(levels.values())):
        kinds = [WORK[kind] for kind, at in levels.items() if at == level]
        told.append(f"{listed(kinds)} at level {level}")
    text = ", ".join(told)
    text = text[:1].upper() + text[1:]
    if {"knee", "hip"} <= set(levels):
        return f"{text}. Knee and hip work train different parts of the hamstrings."
    if set(levels) == {"isometric"}:
        return f"{text}: quiet work that leaves little soreness."
    return f"{text}: a small dose each week is what counts."


def _moves(menu: Menu, levels: dict[Category, int]) -> list[Why]:
    """What moved a rung since the last time, where the session shows it."""
    found = []
    for kind, level in levels.items():
        rung = menu.rungs[kind]
        if rung.told and not (rung.up and level < rung.level):
            way = "harder" if rung.up else "easier"
            found.append(why("P11", f"One rung {way} for {WORK[kind]}: {rung.told}."))
    return found


def _limits(doses: list[Dose], menu: Menu, standing: Standing) -> list[Why]:
    reasons = []
    if menu.frozen:
        text = "The race is close: holds only, nothing heavy and nothing new."
        reasons.append(why("S12", text))
    if standing.tendon is not None:
        text = f"Step {standing.tendon} of 4 for the tendon: {TENDON[standing.tendon]}"
        reasons.append(why("S13", text))
    reasons += _after_a_strain(standing)
    if load_class(doses) == "high":
        reasons.append(_spacing(doses, menu, standing))
    return reasons


def _after_a_strain(standing: Standing) -> list[Why]:
    if standing.state not in ("acute", "return"):
        return []
    stage = standing.stage or 0
    if stage <= compression_ban.FRESH_UP_TO_STAGE:
        return [why("S13", "Gentle work only while the strain is fresh; up to 4/10 is fine.")]
    if stage < return_stages.FREE_FROM:
        return [why("S8", "Lowering work waits for stage 5; up to 4/10 while you work is fine.")]
    return [why("S4", "After a strain up to 4/10 while you work is fine.")]


def _spacing(doses: list[Dose], menu: Menu, standing: Standing) -> Why:
    """How long fast running keeps away from lowering work, and why so long."""
    heavy = [d.slug for d in doses if EXERCISES[d.slug].load_class == "high"]
    new = any(slug not in menu.known for slug in heavy)
    hours = 24 * (clear_days(standing, new=new) + 1)
    cause = " while it is new" if new else " from fifty on" if standing.masters else ""
    return why("S11", f"Lowering work keeps {hours} h clear of fast running{cause}.")


def _side_reason(log: Log, standing: Standing) -> Why:
    test, side = log.snapshot.runner.bridge_reps, standing.weak_side
    if test is None:
        return why("P24", f"For a year after the strain: one more set on the {side}.")
    counts = f"Bridges {test.left} left, {test.right} right"
    return why("P12", f"{counts}: one more set on the {side}.")
