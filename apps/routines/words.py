"""Sets and doses in words that a runner reads."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from apps.coach.catalogue import EXERCISES
from apps.routines.queries.exercises import EXERCISE_PAGES
from apps.routines.steps import Step, steps_of

SIDES: Final = {"left": "left leg", "right": "right leg", "both": ""}


def amount(step: Step) -> str:
    """`8 repetitions`, `30 seconds`, or what is counted to the last one."""
    if step.reps is not None:
        held = f", {step.hold_s} s each" if step.hold_s else ""
        return f"{step.reps} repetition{'s' if step.reps != 1 else ''}{held}"
    return f"{step.hold_s} seconds" if step.hold_s else "as many as you can"


def set_name(step: Step) -> str:
    """`Set 2, left leg`; without the number where there is one set."""
    parts = [f"Set {step.number}"] if step.of > 1 else []
    parts += [SIDES[step.side]] if SIDES[step.side] else []
    return ", ".join(parts).capitalize() or "Once"


def dose(data: Mapping[str, Any]) -> str:
    """`3 × 8 repetitions, each leg`, short enough to stand above a clock."""
    step = steps_of([data])[0]
    sides = {"each": ", each leg", "left": ", left leg", "right": ", right leg"}
    count = f"{data['sets']} × " if (data["sets"] or 1) > 1 else ""
    return f"{count}{amount(step)}{sides.get(data.get('side') or 'both', '')}"


def kind_of(doses: Iterable[Mapping[str, Any]]) -> str:
    """What a session of these counts as: strength if it holds any, else stretching, else mobility.

    Drills and warming up load no muscle on the mat and count as mobility.
    """
    kinds = {EXERCISE_PAGES[dose["slug"]].row["kind"] for dose in doses}
    return next((kind for kind in ("strength", "stretch") if kind in kinds), "mobility")


def load_of(doses: Iterable[Mapping[str, Any]]) -> str:
    """The heaviest load class among the exercises; "low" for none."""
    classes = {EXERCISES[dose["slug"]].load_class for dose in doses if dose["slug"] in EXERCISES}
    return next((load for load in ("fast", "high", "mod") if load in classes), "low")
