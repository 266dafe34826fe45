"""A whole account as one ZIP. docs/account-archive.md says what stands where in it."""

import json
from collections.abc import Callable
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import FileField

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.mine.owned import Owned, travelling
from apps.pages.mine.sheets import sheets_of
from apps.pages.mine.values import kind_of, row_out

SCHEMA: Final = 1
ABOUT: Final = """This is everything that Hamstride holds about one runner.

account.json      who, when and with which schema it was made
schema.json       every table and column, with what it holds
rows/*.jsonl      the rows, one JSON object a line
files/            the files that were dropped in, as they came
csv/              runs, check-ins and sessions for a spreadsheet

Another Hamstride takes it in with: python manage.py import_account FILE
"""

Tell = Callable[[int], None]


def count_rows(runner: User) -> int:
    return sum(owned.rows(runner).count() for owned in travelling())


def pack(runner: User, target: IO[bytes], tell: Tell) -> None:
    """Write the archive; `tell` hears now and then how many rows are in it."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", ABOUT)
        archive.writestr("account.json", json.dumps(_account(runner), indent=2))
        archive.writestr("schema.json", json.dumps(_schema(), indent=2))
        for name, text in sheets_of(runner):
            archive.writestr(f"csv/{name}.csv", text)
        written = 0
        for owned in travelling():
            written = _write_rows(archive, owned, runner, written, tell)


def _write_rows(archive: ZipFile, owned: Owned, runner: User, written: int, tell: Tell) -> int:
    """Answers how many rows there are now, `written` of them before."""
    with archive.open(f"rows/{owned.label}.jsonl", "w", force_zip64=True) as lines:
        for row in owned.rows(runner).iterator(chunk_size=500):
            lines.write(json.dumps(row_out(row), ensure_ascii=False).encode() + b"\n")
            written += 1
            if written % 500 == 0:
                tell(written)
    for field, name in owned.files(runner):
        _write_file(archive, field, name)
    return written


def _write_file(archive: ZipFile, field: FileField, name: str) -> None:
    """A file that is gone from the disk is left out; its row still says that it was there."""
    if not field.storage.exists(name):
        return
    with field.storage.open(name) as source, archive.open(f"files/{name}", "w") as target:
        for chunk in source.chunks():
            target.write(chunk)


def _account(runner: User) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "email": runner.email,
        "joined": runner.date_joined.isoformat(),
        "made_at": clock.now().isoformat(),
    }


def _schema() -> dict[str, Any]:
    return {
        owned.label: {
            "about": (owned.model.__doc__ or "").strip(),
            "columns": {
                field.attname: kind_of(field) for field in owned.model._meta.concrete_fields
            },
        }
        for owned in travelling()
    }
