"""Reads about people."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from kyodo.commons.people.models import RoleGrant


def roles_of(person_id: int, at: datetime | None = None) -> frozenset[str]:
    """Return the keys of the roles that a person holds at a moment (default: now)."""
    at = at or timezone.now()
    held = RoleGrant.objects.filter(Q(until=None) | Q(until__gt=at), person_id=person_id, since__lte=at)
    return frozenset(held.values_list("role", flat=True))
