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


class SessionStore(db.SessionStore):
    """Its name is part of how sessions are signed: Django's own class has the same."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        row = FOUND.row(key)
        if row is None or row[1] <= clock.now():
            self._session_key = None
            return None
        data, expires = row
        return Session(session_key=key, session_data=data, expire_date=expires)
