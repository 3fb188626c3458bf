"""The sessions of whoever has signed in: Django's own, kept in the database, found by a statement that is made once.

Every page of somebody who has signed in asks for the session and for the account; see ``backends.py`` for the other.
"""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core import signing
from django.db.models import CharField, DateTimeField
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from kyodo.commons.people.backends import ACCOUNT, bring
from kyodo.kernel.freshness.memo import seen
from kyodo.kernel.freshness.version import VERSION
from kyodo.kernel.prepared.reading import Prepared, Question, Slot, together

View = Callable[..., HttpResponseBase]

_OPEN = Prepared(
    lambda: Session.objects.filter(session_key=Slot("key", CharField()), expire_date__gt=Slot("now", DateTimeField()))
)


#: Whose a session was when it was last read here. The account is then asked for together with the session; that it
#: is the right one, the session itself says.
_whose: dict[str, int] = {}
MOST_KNOWN = 10_000


class _AsItIs:
    """Leaves what was signed as it is."""

    def dumps(self, obj: bytes) -> bytes:
        return obj

    def loads(self, data: bytes) -> bytes:
        return data


@lru_cache(maxsize=1000)
def _signed(text: str, salt: str) -> bytes:
    """Return what a session holds, once its signature is right; whoever looks at ten pages is asked once for it."""
    return signing.loads(text, salt=salt, serializer=_AsItIs)  # type: ignore[no-any-return]


class SessionStore(db.SessionStore):
    """Named by ``SESSION_ENGINE``."""

    #: The version of public data when the session was read: with it, asking costs nothing.
    data_version: int | None = None
    #: What goes to the database together with the session, and what it said (see :func:`along`).
    asked_along: Sequence[Question[Any]] = ()
    told_along: Sequence[Any] = ()

    def _get_session_from_db(self) -> Any:
        asked = _OPEN.asked(key=self.session_key, now=timezone.now())
        whose = _whose.get(self.session_key or "")
        also = [ACCOUNT.asked(pk=whose)] if whose else []
        found, self.data_version, *told = together(asked, VERSION, *self.asked_along, *also)
        self.told_along = told[: len(self.asked_along)]
        bring(next((account for accounts in told[len(self.asked_along) :] for account in accounts), None))
        seen(self.data_version)
        if not found:
            self._session_key = None
            return None
        return found[0]

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Return what a session holds; of one that was altered nothing."""
        try:
            told: dict[str, Any] = json.loads(_signed(str(session_data), self.key_salt))
        except (signing.BadSignature, ValueError):
            return super().decode(session_data)  # which says so as it always does
        if self.session_key and SESSION_KEY in told:
            if len(_whose) >= MOST_KNOWN:
                _whose.clear()
            _whose[self.session_key] = int(told[SESSION_KEY])
        return told


def along(asks: Callable[[HttpRequest], Question[Any] | None]) -> Callable[[View], View]:
    """Let a view ask something together with the session: one way to the database less, for whoever has signed in.

    Stands above ``@open_to``, which reads the session. ``asks`` returns the question or None; the view gets what was
    said by :func:`said_along`, and judges itself whether whoever asks may know it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            question = asks(request)
            if question is not None:
                request.session.asked_along = [question]  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return asking

    return decorate


def said_along(request: HttpRequest) -> Any:
    """Return the answer to what was asked along, None where nothing was; it is asked now if the session was not."""
    session: Any = request.session
    if len(session.told_along) < len(session.asked_along):
        session.told_along = together(*session.asked_along)
    return next(iter(session.told_along), None)
