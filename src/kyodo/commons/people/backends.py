"""Who an account is, by its key: the account is read anew at every request, by a statement that is made once."""

from threading import local
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BigIntegerField

from kyodo.commons.people.models import Account
from kyodo.kernel.prepared.reading import Prepared, Slot

#: With its person, whom nearly every page of somebody who has signed in asks for.
ACCOUNT = Prepared(lambda: Account.objects.filter(pk=Slot("pk", BigIntegerField())).select_related("person"))


class _Brought(local):
    account: Account | None = None


_brought = _Brought()


def bring(account: Account | None) -> None:
    """Keep an account that was read just now, together with the session; whoever asks next in this thread gets it."""
    _brought.account = account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """The library's way to sign in by name or mail address; every way to sign in ends here."""

    def get_user(self, user_id: Any) -> Account | None:
        """Return an account that may be used, or None."""
        account, _brought.account = _brought.account, None
        if account is None or account.pk != user_id:
            account = ACCOUNT.first(pk=user_id)
        return account if account and self.user_can_authenticate(account) else None
