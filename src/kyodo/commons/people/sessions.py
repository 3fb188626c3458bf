"""The sessions of whoever has signed in: Django's own, kept in the database, found by a statement that is made once.

Every page of somebody who has signed in asks for the session and for the account; see ``backends.py`` for the other.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from kyodo.kernel.prepared.reading import Prepared, Slot

_OPEN = Prepared(
    lambda: Session.objects.filter(session_key=Slot("key", CharField()), expire_date__gt=Slot("now", DateTimeField()))
)


class SessionStore(db.SessionStore):
    """Named by ``SESSION_ENGINE``."""

    def _get_session_from_db(self) -> Any:
        found = _OPEN.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
