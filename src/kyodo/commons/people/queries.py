"""Reads about people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from kyodo.commons.people.models import ConnectCode, ContactKind, ContactPoint, Person, RoleGrant
from kyodo.kernel.notices import line
from kyodo.kernel.permissions import ROLES, Role
from kyodo.kernel.prepared.reading import Prepared, Slot


def _held_at(person: Slot, at: Slot) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(Q(until=None) | Q(until__gt=at), person_id=person, since__lte=at)


#: Asked on nearly every page of somebody who has signed in.
_HELD = Prepared(lambda: _held_at(Slot("person", BigIntegerField()), Slot("at", DateTimeField())))


def roles_of(person_id: int, at: datetime | None = None) -> frozenset[str]:
    """Return the keys of the roles that a person holds at a moment (default: now)."""
    at = at or timezone.now()
    return frozenset(grant.role for grant in _HELD.all(person=person_id, at=at))


def role_labels(person: Person | None) -> list[Role]:
    """Return the roles that a person holds now, in their order."""
    held = roles_of(person.pk) if person else frozenset()
    return [role for role in ROLES if role.key in held]


def holders_by_role(roles: Iterable[Role]) -> list[tuple[Role, list[RoleGrant]]]:
    """Return every role with the grants that hold now; one query."""
    now = timezone.now()
    open_now = RoleGrant.objects.filter(Q(until=None) | Q(until__gt=now), since__lte=now).select_related("person")
    held: dict[str, list[RoleGrant]] = {}
    for grant in open_now.order_by("person__name_reading", "pk"):
        held.setdefault(grant.role, []).append(grant)
    return [(role, held.get(role.key, [])) for role in roles]


def person_by_sign_in(typed: str) -> Person | None:
    """Return the person whose sign-in name or mail address was typed."""
    found = Person.objects.filter(Q(account__username__iexact=typed) | Q(account__email__iexact=typed))
    return found.first() if typed else None


def line_of(request: HttpRequest) -> dict[str, Any] | None:
    """Return what my page says about LINE: whether it is connected, else the code that holds; None without LINE."""
    pk = request.who.pk  # type: ignore[attr-defined]
    if not line.is_on() or pk is None:
        return None
    point = ContactPoint.objects.filter(person=pk, kind=ContactKind.LINE).first()
    offered = ConnectCode.objects.filter(person=pk, used_at=None, until__gt=timezone.now()).last()
    return {"point": point, "code": offered, "account": line.account()}


def mail_of(person: Person | None) -> str:
    """Return the address to which letters to a person go; "" for whoever prefers phone or paper, or has no mail.

    One query.
    """
    points = sorted(person.contact_points.all(), key=lambda p: (not p.is_preferred, p.pk)) if person else []
    if any(point.is_preferred and point.kind != ContactKind.MAIL for point in points):
        return ""
    return next((point.value for point in points if point.kind == ContactKind.MAIL), "")
