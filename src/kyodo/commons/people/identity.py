"""From an account to a person: who is asking."""

from collections.abc import Callable
from functools import cached_property

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from kyodo.commons.people.models import Account, Person
from kyodo.commons.people.queries import roles_of
from kyodo.kernel.permissions import NOBODY, Nobody

ADMINISTRATOR = "administrator"


class Known:
    """Someone who has signed in. Roles are read once for each request, so a revoked one ends at once."""

    is_known = True

    def __init__(self, account: Account):
        self.account = account

    @property
    def pk(self) -> int | None:
        return self.account.person_id

    @cached_property
    def person(self) -> Person | None:
        return self.account.person

    @cached_property
    def roles(self) -> frozenset[str]:
        return roles_of(self.account.person_id) if self.account.person_id else frozenset()

    def holds(self, role: str) -> bool:
        """Say whether the person holds this role now; no role includes another."""
        return role in self.roles

    def __str__(self) -> str:
        return f"account:{self.account.pk}"


def who_is(request: HttpRequest) -> Known | Nobody:
    """Return who is asking; an inactive or missing account is nobody."""
    user = get_user(request)  # the account itself: what the request carries passes every question on
    return Known(user) if isinstance(user, Account) and user.is_active else NOBODY


class WhoMiddleware:
    """Puts ``request.who`` on every request, read only when somebody asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.who = SimpleLazyObject(lambda: who_is(request))  # type: ignore[attr-defined]
        return self.get_response(request)
