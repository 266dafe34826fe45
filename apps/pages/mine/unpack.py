"""An account out of an archive that `pack` wrote, here or on another installation.

Whoever wrote it may have meant harm: real bytes are counted, nothing in it is a path, a number that
is none is none here either, and what cannot be stored leaves nothing behind.
"""

import json
from collections.abc import Callable, Iterator
from math import isfinite
from typing import IO, Any, Final
from uuid import uuid4
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DataError, IntegrityError, models, transaction

from apps.accounts.models import User
from apps.pages.mine.owned import Owned, travelling
from apps.pages.mine.pack import SCHEMA
from apps.pages.mine.values import row_in
from apps.runlog.importers.archives.zips import content, opened, pieces
from apps.runlog.importers.recorded import UnreadableError
from apps.runlog.importers.words import plain_line

LONGEST_LINE: Final = 5_000_000
"""Bytes of one row; the largest that there are, plans and tracks, are below one million."""
MOST_SAID: Final = 300
"""Letters of a complaint: it may quote the archive, and stands in somebody's terminal."""
LARGEST_TABLE: Final = 1_000_000_000
STUMBLES: Final = (
    ArithmeticError,
    AttributeError,
    DataError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What values of another shape than ours make our code or the database raise."""
Ids = dict[tuple[str, Any], Any]
"""The new id by the model's label and the id in the archive."""
Put = list[tuple[models.FileField, str]]


class NotAnArchiveError(Exception):
    """What is wrong with the archive, in a sentence on one line."""

    def __init__(self, sentence: str) -> None:
        super().__init__(plain_line(sentence, MOST_SAID))


def unpack(source: IO[bytes], then: Callable[[User], None] = lambda _runner: None) -> User:
    """Make the account that the archive holds, whole or not at all; `then` is the last that has to
    go well. Raises NotAnArchiveError.
    """
    put: Put = []
    try:
        return _unpack(source, then, put)
    except BaseException:
        for field, name in put:
            field.storage.delete(name)
        raise


def _unpack(source: IO[bytes], then: Callable[[User], None], put: Put) -> User:
    try:
        with opened(source) as archive, transaction.atomic():
            runner = _account(archive, put)
            then(runner)
            return runner
    except (ValidationError, IntegrityError, UnreadableError) as error:
        raise NotAnArchiveError(str(error)) from error
    except STUMBLES as error:
        raise NotAnArchiveError(f"This is no whole archive of an account: {error}.") from error


def _account(archive: ZipFile, put: Put) -> User:
    told = _read(content(archive, archive.getinfo("account.json"), LONGEST_LINE))
    if told["schema"] != SCHEMA:
        raise NotAnArchiveError(f"It has schema {told['schema']}; this Hamstride reads {SCHEMA}.")
    email = User._meta.get_field("email").clean(told["email"], None)
    if User.objects.filter(email__iexact=email).exists():
        raise NotAnArchiveError(f"There is an account for {email} here already.")
    runner = User.objects.create_user(email, None)
    runner.date_joined = User._meta.get_field("date_joined").to_python(told["joined"])
    runner.save()
    ids: Ids = {}
    for owned in travelling():
        _take_rows(archive, owned, runner, ids, put)
    return User.objects.get(pk=runner.pk)


def _take_rows(
    archive: ZipFile,
    owned: Owned,
    runner: User,
    ids: Ids,
    put: Put,
) -> None:
    for told in _lines(archive, f"rows/{owned.label}.jsonl"):
        key = owned.model._meta.pk
        old = told[key.attname] if key.is_relation else told.pop(key.attname)
        row = row_in(owned.model, told)
        for name, label in owned.links.items():
            known = runner.pk if label == "accounts.user" else ids.get((label, told.get(name)))
            setattr(row, name, known)
        row.clean_fields(exclude=_not_looked_at(owned))
        row.clean()
        for field in owned.file_fields:
            _take_file(archive, field, row, put)
        row.save_base(raw=True, force_insert=True)  # as it was: no signal, no new time of change
        ids[owned.label, old] = row.pk


def _not_looked_at(owned: Owned) -> set[str]:
    """References are ours already, and a file's name is about to be."""
    pointers = {field.name for field in owned.model._meta.concrete_fields if field.is_relation}
    return pointers | {field.name for field in owned.file_fields}


def _take_file(
    archive: ZipFile,
    field: models.FileField,
    row: models.Model,
    put: Put,
) -> None:
    """Put the file away under a name of ours; what the archive calls it is never a path here."""
    member = f"files/{getattr(row, field.attname)}"
    name = ""
    if member in archive.NameToInfo:
        wanted = field.generate_filename(row, uuid4().hex)
        name = field.storage.save(wanted, ContentFile(content(archive, archive.getinfo(member))))
        put.append((field, name))
    setattr(row, field.attname, name)


def _lines(archive: ZipFile, member: str) -> Iterator[dict[str, Any]]:
    """A table that the archive does not know, older as it may be, has no rows."""
    if member not in archive.NameToInfo:
        return
    rest = b""
    for piece in pieces(archive, archive.getinfo(member), LARGEST_TABLE):
        *lines, rest = (rest + piece).split(b"\n")
        yield from map(_read, lines)
        if len(rest) > LONGEST_LINE:
            raise NotAnArchiveError("One of its rows is longer than any of ours.")
    if rest:
        yield _read(rest)


def _read(text: bytes) -> dict[str, Any]:
    told = json.loads(text, parse_constant=_finite, parse_float=_finite)
    if not isinstance(told, dict):
        raise TypeError("a row is an object")
    return told


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(f"{text} is no number")
    return value
