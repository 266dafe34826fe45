"""The charts of the leg and of what is done for it: strength, stretching, mornings, tests, plan."""

from dataclasses import replace
from datetime import date
from typing import Final

from apps.coach.rules import (
    bridge_start,
    keep_a_little,
    next_morning,
    nothing_added_back,
    stretch_dose,
)
from apps.lib.charts import Points, Scale, bars, names, scale_to, spread, trail
from apps.pages.trends.figures import Figures, Series
from apps.pages.trends.kept import KeptWeek, kept_weeks
from apps.pages.trends.show import (
    Chart,
    framed,
    number,
    table,
    time_column,
    weekly_bars,
)
from apps.pages.trends.span import Span

WORST: Final = 10
NO_MORNINGS: Final[dict[str, tuple[str, tuple[str, str] | None]]] = {
    "left": (
        "Ten seconds in the morning: tell pain and tightness, and you see here how it goes.",
        ("checkin", "Check in now"),
    ),
    "right": ("The right leg stands here, beside the left.", None),
}


def lowering(figures: Figures) -> Chart:
    floor, weeks = keep_a_little.MIN_REPS, len(figures.full_weeks)
    bare = Chart(
        "lowering",
        "Lowering repetitions in a week",
        "No lowering exercises in this time: sliders, Nordics and hinges stand here.",
        keep_a_little.ID,
        f"Slow, hard work while the muscle lengthens, for one leg. Dashed is {floor} a week: from "
        "there on what was built stays.",
        link=("exercise_list", "Exercises"),
    )
    chart = weekly_bars(
        figures,
        figures.weekly_lowering,
        bare,
        part="strength",
        column="Repetitions",
        words=lambda value: number(value, 0),
        floor=floor,
    )
    if chart.drawing is None or weeks < 2:
        return chart
    held = f"{figures.kept_a_little()} of {weeks} full weeks held {floor} or more."
    return replace(chart, told=f"{chart.told} {held}")


def stretching(figures: Figures) -> Chart:
    bare = Chart(
        "stretching",
        "Stretching in a week, minutes",
        "Nothing stretched in this time, and that is fine: it is for comfort.",
        stretch_dose.ID,
        "Both legs together, held time alone. For range and comfort; it has not been shown to "
        "prevent injury.",
    )
    return weekly_bars(
        figures,
        figures.weekly_stretch_min,
        bare,
        part="stretch",
        column="Minutes",
        words=lambda value: f"{number(value)} min",
    )


def left(figures: Figures) -> Chart:
    """The mornings of the left leg."""
    return _mornings(figures, "left")


def right(figures: Figures) -> Chart:
    """The mornings of the right leg."""
    return _mornings(figures, "right")


def _mornings(figures: Figures, side: str) -> Chart:
    """Pain and tightness of one leg; both legs share one scale."""
    span = figures.span
    pain, tight = figures.mornings(side, "pain"), figures.mornings(side, "tightness")
    title = f"Mornings, {side} leg: 0 to {WORST}"
    if not figures.log.mornings:
        told, link = NO_MORNINGS[side]
        return Chart(f"mornings-{side}", title, told, next_morning.ID, link=link)
    both = (*figures.mornings("left", "tightness"), *figures.mornings("right", "tightness"))
    scale = scale_to([*both, *figures.mornings("left", "pain"), *figures.mornings("right", "pain")])
    scale = Scale(WORST, 5) if scale.top > 5 else scale_to([], at_least=5)
    lines = spread(pain), spread(tight)
    return Chart(
        f"mornings-{side}",
        title,
        _morning_told(figures, side),
        next_morning.ID,
        "Means of the mornings you told. One that names the other leg counts 0 here; one that "
        "names none counts for both.",
        framed(
            span,
            scale,
            trail(lines[1], scale, "tightness"),
            trail(lines[0], scale, "pain"),
            names(*lines, scale, ("pain", "tightness")),
        ),
        (time_column(span), "Pain", "Tightness"),
        table(span, (pain, 1), (tight, 1)),
    )


def tests(figures: Figures) -> Chart:
    """Single-leg bridges to failure, on the days on which they were counted."""
    span, done = figures.span, figures.log.tests
    title = "Bridge test: repetitions, left and right"
    if not done:
        told = "Count single-leg bridges every four weeks; left and right stand here side by side."
        link = ("bridge_test", "Count them")
        return Chart("tests", title, told, bridge_start.ID, link=link)
    scale = scale_to([value for _, *both in done for value in both])
    lines = _placed(span, done, 0), _placed(span, done, 1)
    day, *last = done[-1]
    apart = 100 * (max(last) - min(last)) / max(*last, 1)
    told = f"On {day:%-d %B}: {last[0]} left, {last[1]} right, {apart:.0f}\u00a0% apart."
    return Chart(
        "tests",
        title,
        told,
        bridge_start.ID,
        "Above 10 % apart the weaker side gets a set more. It shows where to start, and does not "
        "tell who will be hurt.",
        framed(
            span,
            scale,
            trail(lines[0], scale, "left"),
            trail(lines[1], scale, "right"),
            names(*lines, scale, ("left", "right")),
        ),
        ("Day", "Left", "Right"),
        tuple((f"{d:%-d %b %Y}", (str(one), str(two))) for d, one, two in reversed(done)),
    )


def adherence(figures: Figures) -> Chart:
    span, weeks = figures.span, kept_weeks(figures.log, figures.span)
    title = "With the plan: items of a week, rest days included"
    over = [week for week in weeks if week.is_over]
    if not weeks:
        told = "Once a week with a plan is over, you see here how it went."
        return Chart("kept", title, told, nothing_added_back.ID)
    kept = sum(week.is_kept for week in over)
    told = (
        f"You kept {kept} of {len(over)} full weeks." if over else "Your first week is under way."
    )
    planned, done = _by_stretch(span, weeks)
    scale = scale_to(planned)
    return Chart(
        "kept",
        title,
        f"{told} Rest that was kept counts, and what waits is not carried over.",
        nothing_added_back.ID,
        "Outlined is planned, filled is kept. A week counts as kept from three quarters on; what "
        "you left out sore or ill is not counted.",
        framed(
            span,
            scale,
            bars(planned, scale, "planned", wide=0.9),
            bars(done, scale, "run", wide=0.6),
        ),
        ("Week of", "Kept", "Planned"),
        tuple(
            (f"{week.start:%-d %b %Y}", (number(week.kept), str(week.planned)))
            for week in reversed(weeks)
        ),
    )


def _by_stretch(span: Span, weeks: tuple[KeptWeek, ...]) -> tuple[Series, Series]:
    """Planned and kept items of a mean week of each stretch."""
    planned: list[float | None] = []
    kept: list[float | None] = []
    for stretch in span.stretches:
        mine = [week for week in weeks if stretch.start <= week.start < stretch.end]
        planned.append(sum(week.planned for week in mine) / len(mine) if mine else None)
        kept.append(sum(week.kept for week in mine) / len(mine) if mine else None)
    return tuple(planned), tuple(kept)


def _placed(span: Span, done: tuple[tuple[date, int, int], ...], side: int) -> Points:
    """The counts of one side, each on its day."""
    return tuple((span.share_of(day), counted[side]) for day, *counted in done)


def _morning_told(figures: Figures, side: str) -> str:
    told = figures.log.mornings.values()
    mine = [one for one in told if one.side in ("", "both", side)]
    pain = max((one.pain for one in mine), default=0)
    tight = max((one.tightness for one in mine), default=0)
    since = "Nothing above 0" if not max(pain, tight) else f"At most pain {pain}, tightness {tight}"
    return f"{since} in {len(told)} morning{'s' if len(told) != 1 else ''} you told."
