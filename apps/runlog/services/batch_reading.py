"""Read a batch: each file becomes an item that says what it is, and nothing is in the log yet."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from apps.accounts.models import Profile
from apps.accounts.services import profile_of
from apps.lib import clock, units
from apps.runlog.batch import ImportBatch, ImportItem
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.models import Run
from apps.runlog.queries import known_runs
from apps.runlog.reading_many import Answer, Contents, Reader
from apps.runlog.sameness import Known, of_recorded
from apps.runlog.services.batches import OvertakenError, end, mine, wish_of
from apps.runlog.services.imports import ahead_of_time, idem_of, in_words

State = ImportBatch.State
Outcome = ImportItem.Outcome
CHUNK: Final = 50
CHUNK_S: Final = 1.0
"""What a page that looks on sees anew at least so often."""
SLICE_S: Final = 10.0
"""How long a worker stays with one import before it lets others have their turn."""


def read_on(batch: ImportBatch) -> bool:
    """Read for a while; answers whether there is more to do. Raises OvertakenError."""
    sorting = Sorting(batch, profile_of(batch.runner))
    began = monotonic()
    with Reader(wish_of(batch), batch.done) as reader:
        stored = batch.done
        last = began
        for number, answer in reader.answers():
            sorting.take(number, answer)
            now = monotonic()
            if number + 1 - stored >= CHUNK or now - last >= CHUNK_S:
                _keep(batch, reader.contents, sorting, number + 1)
                stored, last = number + 1, now
                if now - began >= SLICE_S and stored < reader.contents.total:
                    return True
        _keep(batch, reader.contents, sorting, reader.contents.total)
    _offer(batch)
    return False


@dataclass
class Sorting:
    """New, there already, or a question: each run against the log and those before it."""

    batch: ImportBatch
    profile: Profile
    items: list[ImportItem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known: Known = known_runs(self.batch.runner.runs.all())
        pairs = self.batch.runner.runs.values_list("idem", "pk")
        self._idems: dict[UUID, int] = dict(pairs)
        before = self.batch.items.filter(outcome=Outcome.NEW, recorded__isnull=False)
        for item in before.iterator():
            run = RecordedRun.from_json(item.recorded or {})
            self._known.add(of_recorded(run), item.called)

    def take(self, number: int, answer: Answer) -> None:
        """Sort what came of one entry."""
        if "runs" not in answer:
            self._take_refused(self._item(number, 0, answer), answer)
            return
        for leg, told in enumerate(answer["runs"]):
            item = self._item(number, leg, answer)
            if self._sort(item, told, is_echo=bool(answer.get("echo"))):
                self.items.append(item)

    def _item(self, number: int, leg: int, answer: Answer) -> ImportItem:
        return ImportItem(
            batch=self.batch,
            entry=number,
            leg=leg,
            source=answer.get("source", 0),
            name=answer.get("name") or f"File {number + 1}",
            title=answer.get("title", ""),
            digest=answer.get("digest", ""),
        )

    def _take_refused(self, item: ImportItem, answer: Answer) -> None:
        if answer.get("echo"):
            return
        item.outcome, item.reason = answer["outcome"], answer["reason"][:300]
        if "offer" in answer:
            self._offer(item, answer)
        self.items.append(item)

    def _offer(self, item: ImportItem, answer: Answer) -> None:
        """The list knows the run that the file does not give: asked, unless it is there already."""
        run = _describe(item, answer["offer"])
        item.digest = answer["offer_digest"]
        how, _ = self._known.same_as(of_recorded(run))
        if not how and idem_of(item.digest, 0) not in self._idems:
            item.asks = True

    def _sort(self, item: ImportItem, told: dict[str, Any], *, is_echo: bool) -> bool:
        """Say what becomes of a run that was read; answers whether it is worth an item."""
        run = _describe(item, told)
        facts = of_recorded(run)
        if reason := ahead_of_time(run):
            item.outcome, item.reason = Outcome.UNREADABLE, reason
            return not is_echo
        there = self._idems.get(idem_of(item.digest, item.leg))
        how, twin = ("sure", None) if there else self._known.same_as(facts)
        if how and is_echo:
            return False
        if not how:
            item.outcome, item.reason, item.wanted = Outcome.NEW, run.note[:300], True
            self._known.add(facts, item.called)
            return True
        item.outcome, item.asks = Outcome.DUPLICATE, how == "doubtful"
        if isinstance(twin, Run):
            item.run = twin
        elif there:
            item.run_id = there
        item.reason = self._why(how, twin)
        return True

    def _why(self, how: str, twin: object) -> str:
        if twin is None:
            return "This file is in your log already."
        if isinstance(twin, Run):
            hand = "the run you logged by hand" if twin.started_at is None else "your run"
            length = units.distance(twin.distance_m, self.profile.units)
            other = f"{hand} of {in_words(twin.date)}, {length}"
        else:
            other = f"{twin} of this import"
        if how == "sure":
            return f"It is {other}."
        return f"It may be {other}, but time or distance differ."


def _describe(item: ImportItem, told: dict[str, Any]) -> RecordedRun:
    run = RecordedRun.from_json(told)
    item.recorded, item.date, item.title = told, run.date, run.name or item.title
    item.distance_m, item.duration_s = round(run.distance_m), round(run.timer_s)
    return run


@transaction.atomic
def _keep(batch: ImportBatch, contents: Contents, sorting: Sorting, done: int) -> None:
    """Store the items up to here, if the batch is still ours. Raises OvertakenError."""
    told = {"total": contents.total, "passed_over": contents.passed_over, "attempts": 0}
    if not mine(batch).update(done=done, rung_at=clock.now(), **told):
        raise OvertakenError
    ImportItem.objects.bulk_create(sorting.items)
    sorting.items.clear()


@transaction.atomic
def _offer(batch: ImportBatch) -> None:
    """Everything is read: the runner chooses, or there is nothing to choose from."""
    choices = batch.items.filter(wanted=True) | batch.items.filter(asks=True)
    if choices.exists():
        if not mine(batch).update(state=State.READY, rung_at=clock.now()):
            raise OvertakenError
    elif not end(batch, mine(batch), State.DONE):
        raise OvertakenError
