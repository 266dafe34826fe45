"""How it went: the log and the plans of a runner over weeks, drawn and in tables."""

from dataclasses import dataclass

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.trends import body, running
from apps.pages.trends.figures import Figures
from apps.pages.trends.log import first_days, read
from apps.pages.trends.mornings import Before, before_sore_mornings
from apps.pages.trends.show import Chart
from apps.pages.trends.span import RANGES, Span, span_of


@dataclass(frozen=True, slots=True)
class Trends:
    """The page: charts in their groups, and what came before sore mornings, if enough is known."""

    span: Span
    groups: tuple[tuple[str, tuple[Chart, ...]], ...]
    before: tuple[Before, ...]

    @property
    def ranges(self) -> list[tuple[str, str, bool]]:
        """The word, the name, and whether it is the one that is shown."""
        return [(key, name, key == self.span.key) for key, (name, _) in RANGES.items()]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever logged."""
        return self.span.first is None


def trends_of(runner: User, key: str) -> Trends:
    """The runner's trends over the range of this word; eight queries, however long the log is."""
    profile = runner.profile
    today = clock.local_today(profile.time_zone)
    first, first_run = first_days(runner)
    span = span_of(key, today, profile.first_weekday, first)
    figures = Figures(read(runner, span, first_run), span, profile.units)
    groups = (
        ("Running", (running.distance, running.longest, running.fast)),
        ("Your leg", (body.left, body.right, body.tests)),
        ("Load", (running.load, running.monotony, running.ratio)),
        ("Strength, stretching and the plan", (body.lowering, body.stretching, body.adherence)),
    )
    drawn = tuple((title, tuple(draw(figures) for draw in charts)) for title, charts in groups)
    return Trends(span, drawn, before_sore_mornings(figures))
