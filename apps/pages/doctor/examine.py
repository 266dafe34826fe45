"""All checks in the order in which one thing rests on another."""

import logging
from collections.abc import Callable, Iterable
from typing import Final

from apps.pages.doctor import address, broker, database, files, mail, work, zones
from apps.pages.doctor.finding import Finding

log = logging.getLogger(__name__)

Check = Callable[[], Finding]

WITHOUT_DATABASE: Final[tuple[tuple[str, Check], ...]] = (
    ("secrets", files.secrets),
    ("data folder", files.data_folder),
    ("static files", files.static_files),
    ("mail", mail.mail),
    ("broker", broker.broker),
    ("time zones", zones.tables),
    ("database", database.database),
)
WITH_TABLES: Final[tuple[tuple[str, Check], ...]] = (
    ("runners' time zones", zones.runners),
    ("timetable", work.timetable),
    ("plans", work.plans),
    ("imports", work.imports),
    ("reminders", work.reminders),
)
OFTEN: Final[tuple[tuple[str, Check], ...]] = (
    ("data folder", files.data_folder),
    ("mail", mail.mail),
    ("broker", broker.broker),
    ("database", database.answers),
)
"""What changes from one minute to the next; the rest changes with a release or a setting."""
WORK: Final = ("timetable", "plans", "imports", "reminders")
FROM_OUTSIDE: Final[tuple[tuple[str, Check], ...]] = (
    ("settings", address.settings_in_order),
    ("address", address.answers),
)


def examine(*, from_inside: bool = False) -> list[Finding]:
    """Every check's finding. `from_inside`: asked by a page, which shows that the address answers.

    Some checks talk to the mail server and the broker: it takes seconds where one is away. Nothing
    is sent and nothing is changed.
    """
    outside = FROM_OUTSIDE[:1] if from_inside else FROM_OUTSIDE
    found = _go_through((*outside, *WITHOUT_DATABASE))
    if found[-1].said != database.AWAY:
        found += _go_through([("migrations", database.migrations)])
        if found[-1].said != database.NO_TABLES:
            found += _go_through(WITH_TABLES)
    return found


def look_often() -> list[Finding]:
    """What a machine may ask for every minute: nothing in it reads a whole database or folder."""
    found = _go_through(OFTEN)
    if found[-1].is_well:
        found += _go_through(one for one in WITH_TABLES if one[0] in WORK)
    return found


def _go_through(checks: Iterable[tuple[str, Check]]) -> list[Finding]:
    return [_ask(name, check) for name, check in checks]


def _ask(name: str, check: Check) -> Finding:
    """A check that stumbles is a finding too: the others must still be heard."""
    try:
        return check()
    except Exception as error:
        log.exception("the check of %s stumbled", name)
        return Finding(name, "not known", (f"This could not be looked at: {error}.",))
