"""An account out of an archive that `pack` wrote, here or on another installation."""

import json
from collections.abc import Iterator
from typing import IO, Any, Final
from uuid import uuid4
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, models, transaction

from apps.accounts.models import User
from apps.pages.mine.owned import Owned, travelling
from apps.pages.mine.pack import SCHEMA
from apps.pages.mine.values import row_in

LONGEST_LINE: Final = 50_000_000
"""Bytes of one row; the largest that there are, plans and tracks, are below one million."""
Ids = dict[tuple[str, Any], Any]
"""The new id by the model's label and the id in the archive."""


class NotAnArchiveError(Exception):
    """What is wrong with the archive, in a sentence."""


def unpack(source: IO[bytes]) -> User:
    """Make the account that the archive holds, whole or not at all. Raises NotAnArchiveError."""
    put: list[tuple[models.FileField, str]] = []
    try:
        with ZipFile(source) as archive, transaction.atomic():
            return _account(archive, put)
    except (BadZipFile, KeyError, ValueError, TypeError) as error:
        _take_back(put)
        raise NotAnArchiveError(f"This is no whole archive of an account: {error}.") from error
    except (ValidationError, IntegrityError, NotAnArchiveError) as error:
        _take_back(put)
        raise NotAnArchiveError(str(error)) from error


def _account(archive: ZipFile, put: list[tuple[models.FileField, str]]) -> User:
    told = json.loads(archive.read("account.json"))
    if told["schema"] != SCHEMA:
        raise NotAnArchiveError(f"It has schema {told['schema']}; this Hamstride reads {SCHEMA}.")
    if User.objects.filter(email__iexact=told["email"]).exists():
        raise NotAnArchiveError(f"There is an account for {told['email']} here already.")
    runner = User.objects.create_user(told["email"], None)
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
    put: list[tuple[models.FileField, str]],
) -> None:
    for told in _lines(archive, f"rows/{owned.label}.jsonl"):
        key = owned.model._meta.pk
        old = told[key.attname] if key.is_relation else told.pop(key.attname)
        row = row_in(owned.model, told)
        for name, label in owned.links.items():
            known = runner.pk if label == "accounts.user" else ids.get((label, told.get(name)))
            setattr(row, name, known)
        row.clean_fields(exclude=_not_looked_at(owned))
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
    put: list[tuple[models.FileField, str]],
) -> None:
    """Put the file away under a name of ours; what the archive calls it is never a path here."""
    member = f"files/{getattr(row, field.attname)}"
    name = ""
    if member in archive.NameToInfo:
        with archive.open(member) as bytes_of_it:
            wanted = field.generate_filename(row, uuid4().hex)
            name = field.storage.save(wanted, File(bytes_of_it))
        put.append((field, name))
    setattr(row, field.attname, name)


def _lines(archive: ZipFile, member: str) -> Iterator[dict[str, Any]]:
    """A table that the archive does not know, older as it may be, has no rows."""
    if member not in archive.NameToInfo:
        return
    with archive.open(member) as lines:
        while line := lines.readline(LONGEST_LINE):
            yield json.loads(line)


def _take_back(put: list[tuple[models.FileField, str]]) -> None:
    for field, name in put:
        field.storage.delete(name)
