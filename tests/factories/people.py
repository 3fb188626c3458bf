"""People, and people who are signed in."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from kyodo.commons.people.identity import Known
from kyodo.commons.people.models import Account, Person, RoleGrant
from kyodo.kernel.permissions import ROLES

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Signed:
    """Somebody who is signed in: the person, the account, and a client that carries the session."""

    person: Person
    account: Account
    client: Client

    @property
    def who(self) -> Known:
        """The person as rules see them, read afresh."""
        return Known(Account.objects.get(pk=self.account.pk))


def a_person(name: str = "佐藤 花子", name_reading: str = "さとう はなこ", **values: Any) -> Person:
    """Make a person without an account."""
    return Person.objects.create(name=name, name_reading=name_reading, **values)


def give_role(person: Person, role: str) -> RoleGrant:
    """Let a person hold a role since yesterday."""
    return RoleGrant.objects.create(person=person, role=role, since=timezone.now() - timedelta(days=1))


def an_account(person: Person | None = None, *roles: str, **values: Any) -> Account:
    """Make an account for a person (or a new one) who holds these roles."""
    person = person or a_person()
    number = next(_numbers)
    values = {"username": f"account{number}", "email": f"account{number}@example.jp", **values}
    account = Account.objects.create_user(person=person, **values)
    for role in roles:
        give_role(person, role)
        declared = ROLES.find(role)
        account.groups.add(*(Group.objects.get_or_create(name=n)[0] for n in (declared.groups if declared else ())))
    return account


def sign_in(*roles: str, person: Person | None = None, **values: Any) -> Signed:
    """Make somebody who holds these roles and is signed in."""
    account = an_account(person, *roles, **values)
    client = Client()
    client.force_login(account)
    assert account.person is not None
    return Signed(account.person, account, client)
