"""What the page of an import shows: lanes that fill, and the files a page at a time."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, Sum, Value, When

from apps.accounts.models import User
from apps.runlog.batch import ImportBatch, ImportItem
from apps.runlog.queries import runs_of

Outcome = ImportItem.Outcome
ON_A_PAGE: Final = 100
RECENT: Final = 10
TAKEN: Final = "Taken out"
TRACK: Final = 1000
"""Width of a lane's drawing."""
ASKS: Final = "ask"
LANES: Final = (
    (ASKS, "To decide", "now"),
    (Outcome.NEW, "New", "run"),
    (Outcome.IMPORTED, "Imported", "run"),
    (Outcome.DUPLICATE, "Already there", "stretch"),
    (Outcome.NOT_A_RUN, "Not a run", "rest"),
    (Outcome.UNREADABLE, "Unreadable", "strength"),
    (Outcome.SKIPPED, "No recording", "rest"),
)


@dataclass(frozen=True, slots=True)
class Lane:
    """One outcome; `width` is its share of all that there is, out of `TRACK`."""

    outcome: str
    label: str
    kind: str
    count: int
    width: int


class ImportView:
    """One batch as its owner sees it; `show` narrows the files to one of the groups.

    A group is an outcome; while the runner may still choose, what asks is a group of its own.
    """

    def __init__(self, batch: ImportBatch, show: str = "", number: str = "1") -> None:
        self.batch = batch
        self.show = show if show in {*Outcome.values, ASKS} else ""
        self._number = number

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many items there are of each group."""
        told = self._items.order_by().values_list("group").annotate(Count("pk"))
        return dict(told)

    @property
    def _items(self) -> QuerySet[Any]:
        outcome: Any = F("outcome")
        if self.batch.state == ImportBatch.State.READY:
            outcome = Case(When(asks=True, then=Value(ASKS)), default=outcome)
        return self.batch.items.annotate(group=outcome)

    @property
    def count(self) -> int:
        return sum(self.totals.values())

    @property
    def asks(self) -> int:
        """How many wait for the runner's word."""
        return self.totals.get(ASKS, 0)

    @property
    def imported(self) -> int:
        return self.totals.get(Outcome.IMPORTED, 0)

    @property
    def lanes(self) -> list[Lane]:
        """While it is read against all there will be, then against all there was."""
        is_reading = self.batch.state == ImportBatch.State.READING
        whole = max(self.count, self.batch.total if is_reading else 0, 1)
        is_undone = self.batch.state == ImportBatch.State.UNDONE
        return [
            Lane(
                outcome,
                TAKEN if is_undone and outcome == Outcome.IMPORTED else label,
                kind,
                count,
                max(4, round(TRACK * count / whole)),
            )
            for outcome, label, kind in LANES
            if (count := self.totals.get(outcome, 0))
        ]

    @cached_property
    def chosen(self) -> dict[str, int | date | None]:
        """What would come in, or came: how many runs, from when to when, how far."""
        runs = self.batch.items.filter(Q(wanted=True) | Q(outcome=Outcome.IMPORTED))
        told: dict[str, int | date | None] = runs.aggregate(
            count=Count("pk"),
            first=Min("date"),
            last=Max("date"),
            metres=Sum("distance_m"),
        )
        return told

    @cached_property
    def changed(self) -> int:
        """Runs of the batch that the runner has changed since."""
        return runs_of(self.batch).filter(version__gt=1).count()

    @cached_property
    def remaining(self) -> int:
        """Runs of the batch that are in the log now."""
        return runs_of(self.batch).count()

    @cached_property
    def page(self) -> Page[ImportItem]:
        """Those that ask come first, as long as they do."""
        items = self._items.defer("recorded").select_related("run")
        if self.show:
            items = items.filter(group=self.show)
        is_open = self.batch.state == ImportBatch.State.READY
        ordered = items.order_by(*(["-asks"] if is_open else []), "entry", "leg")
        return Paginator(ordered, ON_A_PAGE).get_page(self._number)

    @property
    def percent(self) -> int:
        return round(100 * self.batch.done / self.batch.total) if self.batch.total else 0


def recent_imports(runner: User) -> list[ImportBatch]:
    imports = runner.imports.annotate(
        items_there=Count("items"),
        brought=Count("items", filter=Q(items__outcome=Outcome.IMPORTED)),
    )
    return list(imports[:RECENT])
