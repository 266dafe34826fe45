"""How far back the coach looks at runs, so that nobody need read more of a long log.

It looks at four months of them; an injury of the last year or one that is not over looks back to
its own day. Of what lies before that only the newest day counts: it tells how long a break was
and that the log is not new.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from apps.coach.rules import year_after_strain
from apps.coach.types import Injury

RUN_DAYS: Final = 200
"""The four months, and room for what a week usually held before a break in them."""


def runs_behind(today: date, injuries: Iterable[Injury]) -> date:
    """The day behind which every run counts."""
    since = today - timedelta(days=RUN_DAYS)
    days = (one.date - timedelta(days=1) for one in injuries if _counts(one, today))
    return min([since, *days])


def _counts(injury: Injury, today: date) -> bool:
    is_over = injury.status == "returned" and not injury.stage
    return not is_over or year_after_strain.within(injury.returned_on or injury.date, today)
