"""Sessions in the database as Django has them, found by SQL that is written once."""

from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from apps.lib import clock
from apps.lib.prepared import PreparedRow

FOUND: Final = PreparedRow(
    lambda key: Session.objects.filter(pk=key).values_list("session_data", "expire_date"),
    unlike="the key of a session",
)

SHORTEST: Final = 8
"""Letters and figures of a key, as Django has it."""


class SessionStore(db.SessionStore):
    """Its name is part of how sessions are signed: Django's own class has the same."""

    def _validate_session_key(self, key: str | None) -> bool:
        """Only what we might have given out is looked for: PostgreSQL stumbles over a NUL, which a
        cookie may hold as `\\000`."""
        return bool(key) and str(key).isascii() and str(key).isalnum() and len(str(key)) >= SHORTEST

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        row = FOUND.row(key)
        if row is None or row[1] <= clock.now():
            self._session_key = None
            return None
        data, expires = row
        return Session(session_key=key, session_data=data, expire_date=expires)
