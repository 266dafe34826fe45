"""The weeks of the thirty, to be read."""

import sys

from apps.coach import plan
from tests.coach.people import PEOPLE


def _dose(dose):
    amount = f"{dose.hold_s} s" if dose.hold_s is not None else str(dose.reps)
    side = "" if dose.side == "both" else f" {dose.side}"
    return f"{dose.slug} {dose.sets}×{amount}{side}"


def _steps(run):
    return " ".join(
        f"{s.repeat}×{s.kind}{s.duration_s or ''}{f'@{s.rpe}' if s.rpe else ''}" for s in run.steps
    )


def _item(item):
    text = f"{item.title} {item.minutes}′"
    if item.run:
        r = item.run
        text += f" {r.distance_m / 1000:g} km RPE {r.rpe_low}–{r.rpe_high} [{_steps(r)}]"
    text += "".join(f"\n          · {_dose(d)}" for d in item.exercises)
    marks = "".join(m for m, on in (("✓", item.done), ("📌", item.pinned)) if on)
    return f"{text} {item.load_class or ''}{marks}{' IF GATE' if item.condition else ''}"


def jotted(made, *, whys=True):
    """The week as lines."""
    total = made.totals
    yield f"{made.state} stage={made.stage} phase={made.phase} {made.status}"
    yield f"  {made.headline}"
    yield (
        f"  {total.run_m / 1000:g} km {total.run_minutes}′ · {total.strength_sessions} strength · "
        f"{total.stretch_minutes}′ stretch · target {made.signals['week_target_m']} "
        f"cap {made.signals['week_cap_m']} usual {made.signals['usual_week_m']}"
    )
    for day in made.days:
        for item in day.items:
            yield f"    {day.date:%a} {_item(item)}"
            if whys:
                yield from (f"          {w.rule} {w.text}" for w in item.why)
    yield from (f"  ! {a.level} {a.rule} {a.text}" for a in made.alerts)
    yield from (f"  ~ {c.because} {c.text}" for c in made.changes)


def main(names):
    for someone in PEOPLE:
        if not names or someone.__name__ in names:
            print(f"\n=== {someone.__name__}: {(someone.__doc__ or '').strip()}")
            print("\n".join(jotted(plan(someone()))))


if __name__ == "__main__":
    main(sys.argv[1:])
