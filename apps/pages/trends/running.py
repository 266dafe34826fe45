"""The charts of running: distance, longest run, load with monotony and ratio, fast minutes."""

from apps.coach.rules import contrast, regular_speed, shown_not_used, single_run_cap, week_cap
from apps.lib import units
from apps.lib.charts import bars, level, scale_to, spread, steps, top_name, trail
from apps.pages.trends.figures import Figures, Series
from apps.pages.trends.show import (
    Chart,
    framed,
    has,
    number,
    table,
    time_column,
    week_told,
    weekly_bars,
)

LOG = ("run_new", "Log a run")


def distance(figures: Figures) -> Chart:
    span, unit = figures.span, figures.unit
    run = _in(figures.means(figures.weekly_m), unit)
    planned, cap = _in(figures.planned_m, unit), _in(figures.cap_m, unit)
    title = f"Distance in a week, {unit}"
    if not has(run):
        told = "No runs in this time yet. Your weeks stand here, beside what was planned."
        return Chart("distance", title, told, week_cap.ID, link=LOG)
    scale = scale_to([*run, *planned, *cap])
    drawing = framed(
        span,
        scale,
        bars(planned, scale, "planned", wide=0.9),
        bars(run, scale, "run", wide=0.6),
        steps(cap, scale, "cap"),
        top_name(spread(cap), scale, "cap", "cap"),
    )
    return Chart(
        "distance",
        title,
        week_told(figures, figures.weekly_m, lambda metres: units.distance(metres, unit)),
        week_cap.ID,
        "Filled is run, outlined is what the week planned when it began, dashed is its cap.",
        drawing,
        (time_column(span), f"Run, {unit}", f"Planned, {unit}", f"Cap, {unit}"),
        table(span, (run, 1), (planned, 1), (cap, 1)),
    )


def longest(figures: Figures) -> Chart:
    span, unit = figures.span, figures.unit
    run, cap = _in(figures.longest_m, unit), _in(figures.run_cap_m, unit)
    title = f"Longest run, {unit}"
    if not has(run):
        told = "Your longest run of each week stands here, beside those of the 30 days before it."
        return Chart("longest", title, told, single_run_cap.ID, link=LOG)
    scale = scale_to([*run, *cap])
    drawing = framed(
        span,
        scale,
        bars(run, scale, "run"),
        steps(cap, scale, "cap"),
        top_name(spread(cap), scale, "30 days + 10 %", "cap"),
    )
    return Chart(
        "longest",
        title,
        _longest_told(figures),
        single_run_cap.ID,
        "Dashed is a tenth above the longest run of the 30 days before. After a break, or with a "
        "sore leg, the plan stays below it.",
        drawing,
        (time_column(span), f"Longest run, {unit}", f"30 days before + 10 %, {unit}"),
        table(span, (run, 1), (cap, 1)),
    )


def load(figures: Figures) -> Chart:
    span = figures.span
    values = figures.means(figures.weekly_load)
    title = "Load of a week: effort times minutes"
    if not has(values):
        told = "Tell the effort of your runs, 0 to 10, and each week’s load stands here."
        return Chart("load", title, told, contrast.ID, link=LOG)
    scale = scale_to(values)
    note = "Runs and strength. A run without an effort counts as 4, a strength session as 100."
    return Chart(
        "load",
        title,
        week_told(figures, figures.weekly_load, lambda value: number(value, 0)),
        contrast.ID,
        note,
        framed(span, scale, bars(values, scale, "load")),
        (time_column(span), "Load", "Monotony"),
        table(span, (values, 0), (figures.monotony, 2)),
    )


def monotony(figures: Figures) -> Chart:
    span, values, now = figures.span, figures.monotony, figures.monotony_now
    title = "Monotony: how alike the days of a week are"
    if not has(values):
        told = "After a week of runs you see here how much your hard and easy days differ."
        return Chart("monotony", title, told, contrast.ID)
    scale = scale_to([*values, contrast.FLAG_ABOVE], at_least=2.4)
    limit = number(contrast.FLAG_ABOVE)
    if now is None:
        told = "The last seven days were all alike, so there is no figure for them."
    elif contrast.flat(now):
        told = f"The last seven days are at {number(now, 2)}, above {limit}: they are much alike."
    else:
        told = f"The last seven days are at {number(now, 2)}: hard and easy days differ."
    return Chart(
        "monotony",
        title,
        told,
        contrast.ID,
        f"A mean day over the days’ spread. Above {limit} more contrast is worth a thought; "
        "nothing is held back for it.",
        framed(
            span,
            scale,
            level(contrast.FLAG_ABOVE, scale, "level", f"alike above {limit}"),
            trail(spread(values), scale, "load"),
        ),
        (time_column(span), "Monotony"),
        table(span, (values, 2)),
    )


def ratio(figures: Figures) -> Chart:
    span, values = figures.span, figures.ratio
    title = "Seven days against four weeks: a trend, not a safety limit"
    if not has(values):
        told = f"Comes {shown_not_used.SHOWN_AFTER_DAYS} days after the first run."
        return Chart("ratio", title, told, shown_not_used.ID)
    scale = scale_to(values, at_least=1.5)
    return Chart(
        "ratio",
        title,
        f"Now {number(values[-1], 2)}: the load of the last seven days over a mean week of "
        f"twenty-eight. {shown_not_used.NOTE}",
        shown_not_used.ID,
        "Studies disagree about this ratio. Your plan never looks at it.",
        framed(
            span,
            scale,
            trail(spread(values), scale, "ratio"),
        ),
        (time_column(span), "Ratio"),
        table(span, (values, 2)),
    )


def fast(figures: Figures) -> Chart:
    bare = Chart(
        "fast",
        "Fast running in a week, minutes",
        "No fast running in this time. Strides, intervals and races stand here.",
        regular_speed.ID,
        "At about 85 % of top speed and above. A hard run without a count stands with a quarter "
        "of its time.",
    )
    return weekly_bars(
        figures,
        figures.weekly_fast_min,
        bare,
        part="fast",
        column="Fast minutes",
        words=lambda value: f"{number(value)} min",
    )


def _longest_told(figures: Figures) -> str:
    unit = figures.unit
    now = figures.longest_before(figures.span.today)
    over = figures.overshoots()
    went = "No run" if not over else "One run" if over == 1 else f"{over} runs"
    began = f"{went} of this time went further than a tenth above the 30 days before."
    if not now:
        return f"No run in the last 30 days. {began}"
    next_m = single_run_cap.cap_m(now, single_run_cap.GROWTH)
    return (
        f"Your longest of the last 30 days is {units.distance(now, unit)}, a tenth more is "
        f"{units.distance(next_m, unit)}. {began}"
    )


def _in(metres: Series, unit: str) -> Series:
    per = units.METRES_PER[unit]
    return tuple(None if value is None else value / per for value in metres)
