"""A chart as the page shows it: a sentence, a drawing, and a table of the same numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from apps.lib.charts import Drawing, Scale, bars, dates, grid, level, scale_to, today
from apps.lib.charts.shapes import Shape
from apps.pages.trends.figures import Figures, Series
from apps.pages.trends.span import Span

NOTHING: Final = "–"


Row = tuple[str, tuple[str, ...]]
"""What the row is of, and its cells."""


@dataclass(frozen=True, slots=True)
class Chart:
    """`told` is the sentence above it, `rule` the coach's rule with the evidence behind it.

    Without a drawing there is nothing to see yet, and `told` says what would change that.
    """

    id: str
    title: str
    told: str
    rule: str = ""
    note: str = ""
    drawing: Drawing | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    link: tuple[str, str] | None = None
    """The name of an address, and its words, where there is nothing to see yet."""


def number(value: float | None, digits: int = 1) -> str:
    """`12.3`, without a needless zero; a dash for what nobody knows."""
    if value is None:
        return NOTHING
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if digits else text


def table(span: Span, *series: tuple[Series, int]) -> tuple[Row, ...]:
    """A row for each stretch, newest first: its time, and the values with so many digits."""
    rows = (
        (_time(span, index), tuple(number(values[index], digits) for values, digits in series))
        for index in range(len(span.stretches))
    )
    return tuple(rows)[::-1]


def framed(span: Span, scale: Scale, *groups: Iterable[Shape]) -> Drawing:
    """The groups of shapes with lines, dates and today around them; the last lie on top."""
    return Drawing.of(grid(scale), dates(span.dates()), *groups, today(span.today_share))


def time_column(span: Span) -> str:
    return "Week of" if span.weeks_each == 1 else f"From, {span.each} each"


def week_told(figures: Figures, weekly: Mapping[date, float], words: Callable[[float], str]) -> str:
    """The last full week, and what a week of the span usually held."""
    full = figures.full_weeks
    told = [f"So far this week: {words(weekly.get(figures.span.this_week, 0.0))}."]
    if full:
        told.insert(0, f"Last week: {words(weekly.get(full[-1], 0.0))}.")
    if len(full) > 1:
        mean = sum(weekly.get(week, 0.0) for week in full) / len(full)
        told.insert(1, f"A usual week of these {len(full)}: {words(mean)}.")
    return " ".join(told)


def weekly_bars(
    figures: Figures,
    weekly: Mapping[date, float],
    bare: Chart,
    *,
    part: str,
    column: str,
    words: Callable[[float], str],
    floor: float | None = None,
) -> Chart:
    """A bar for each stretch's mean week, or `bare` as it is where all are nothing.

    `floor` is drawn as a dashed line; `words` tell a week's sum.
    """
    span, values = figures.span, figures.means(weekly)
    if not has(values):
        return bare
    scale = scale_to([*values, floor])
    below = () if floor is None else tuple(level(floor, scale, "level"))
    return replace(
        bare,
        told=week_told(figures, weekly, words),
        drawing=framed(span, scale, bars(values, scale, part), below),
        columns=(time_column(span), column),
        rows=table(span, (values, 1)),
        link=None,
    )


def _time(span: Span, index: int) -> str:
    stretch = span.stretches[index]
    start = f"{stretch.start:%-d %b %Y}"
    if stretch.week_starts[-1] >= span.this_week:
        return f"{start}, so far"
    return start


def has(series: Series) -> bool:
    """Whether anything of it is more than nothing."""
    return any(series)
