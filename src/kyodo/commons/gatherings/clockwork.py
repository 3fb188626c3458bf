"""What comes due by the clock: reminders, and what is forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kyodo.commons.gatherings import letters
from kyodo.commons.gatherings.actions.forgetting import forget_registration
from kyodo.commons.gatherings.actions.forgetting import forget_wishes as forget_wishes_of
from kyodo.commons.gatherings.models import Accommodation, Registration
from kyodo.commons.gatherings.queries import people
from kyodo.kernel.permissions import SYSTEM

#: So long before it begins people are reminded. Nobody is left out when the worker stood still for a day.
REMINDED_BEFORE = timedelta(days=3)


def remind() -> str:
    """Remind, once, those who have a place at what is near; returns how many."""
    count = 0
    for registration in people.to_remind(timezone.now() + REMINDED_BEFORE):
        with transaction.atomic():
            due = Registration.objects.filter(pk=registration.pk, reminded_at=None)
            if due.update(reminded_at=timezone.now()):
                letters.remind(registration)
                count += 1
    return f"{count} reminded"


def forget_wishes(before: datetime) -> int:
    """Delete what people needed at gatherings that ended before a moment; return how many."""
    has = Accommodation.objects.values("registration__sign_up")
    found = list(people.over_since(before).filter(pk__in=has))
    return sum(forget_wishes_of(gathering=gathering, by=SYSTEM, channel="retention") for gathering in found)


def forget_people(before: datetime) -> int:
    """Forget who signed up for gatherings that ended before a moment; return how many registrations."""
    over = people.over_since(before).values("pk")
    found = list(Registration.objects.filter(erased_at=None, sign_up__in=over).select_related("person"))
    for registration in found:
        forget_registration(registration=registration, by=SYSTEM, channel="retention")
    return len(found)
