"""Which rows are a runner's: found in the models themselves, so that none is ever forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import FileField, ForeignKey, Model, QuerySet

from apps.accounts.models import User

LEFT_OUT: Final = {
    "accounts.user": "it becomes the new account itself",
    "mfa.authenticator": "a passkey or an app belongs to one installation's address",
    "usersessions.usersession": "where one is logged in here says nothing elsewhere",
    "account.emailconfirmation": "a link in a mail of this installation",
    "reminders.answer": "a button in a mail of this installation",
    "plans.calendarfeeds": "a calendar's link is an address of this installation",
    "plans.calendarentry": "what this installation's calendars were told",
    "runlog.importbatch": "it names files that this installation keeps until it has read them",
    "runlog.importitem": "what became of such a file here; the runs themselves travel",
    "pages.sharelink": "a link for a physio is an address of this installation",
    "pages.sharelook": "who opened such a link here",
    "pages.accountexport": "an export does not hold the exports before it",
}
"""Models whose rows do not travel, each with the reason. They go with the account all the same."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A model, and the way from one of its rows to the runner, as a look-up: `plan__runner`."""

    model: type[Model]
    path: str

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows(self, runner: User) -> QuerySet[Any]:
        """The runner's rows, in the order in which they were made."""
        return self.model._base_manager.filter(**{self.path: runner}).order_by("pk")

    @property
    def links(self) -> dict[str, str]:
        """The fields that point to other rows of the runner, with the label of their model."""
        return {
            field.attname: field.related_model._meta.label_lower
            for field in self.model._meta.concrete_fields
            if isinstance(field, ForeignKey)
        }

    @property
    def file_fields(self) -> list[FileField]:
        return [field for field in self.model._meta.concrete_fields if isinstance(field, FileField)]

    def files(self, runner: User) -> Iterator[tuple[FileField, str]]:
        """Each stored file of the runner, once: the field that knows its storage, and its name."""
        for field in self.file_fields:
            kept = self.rows(runner).exclude(**{field.name: ""}).order_by(field.name)
            for name in kept.values_list(field.name, flat=True).distinct().iterator():
                yield field, name


def owned_models() -> list[Owned]:
    """Every model that hangs on a user, however far, each behind those that it points to."""
    paths = _paths()
    ordered: list[type[Model]] = []
    for model in sorted(paths, key=lambda one: one._meta.label_lower):
        _place(model, paths, ordered)
    return [Owned(model, paths[model]) for model in ordered]


def travelling() -> list[Owned]:
    """Those whose rows an export holds."""
    return [owned for owned in owned_models() if owned.label not in LEFT_OUT]


def files_of(runner: User) -> Iterator[tuple[FileField, str]]:
    """Every stored file of the runner, as `Owned.files`."""
    for owned in owned_models():
        yield from owned.files(runner)


def _paths() -> dict[type[Model], str]:
    """Breadth first from the user, so that each path is the shortest."""
    paths: dict[type[Model], str] = {}
    reached: dict[type[Model], str] = {User: ""}
    while reached:
        further: dict[type[Model], str] = {}
        for model, field in _pointers():
            if field.related_model in reached and model not in paths and model is not User:
                rest = reached[field.related_model]
                further.setdefault(model, f"{field.name}__{rest}" if rest else field.name)
        paths |= further
        reached = further
    return paths


def _pointers() -> Iterator[tuple[type[Model], Any]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                yield model, field


def _place(model: type[Model], paths: dict[type[Model], str], ordered: list[type[Model]]) -> None:
    if model in ordered:
        return
    for field in model._meta.concrete_fields:
        ahead = field.related_model if isinstance(field, ForeignKey) else None
        if ahead in paths and ahead is not model:
            _place(ahead, paths, ordered)
    ordered.append(model)
