"""Forgetting: wishes soon after the date, names and contacts after a term. The counts stay."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from kyodo.commons.gatherings.models import Accommodation, Gathering, Participant, Registration, SignUp
from kyodo.commons.people.public import Account, Person, erase_person
from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import Who


@transaction.atomic
def forget_wishes(*, gathering: Gathering, by: Who, channel: str) -> int:
    """Delete what people needed at a gathering that is over; how many needed what stays. Returns how many."""
    sign_up = SignUp.objects.select_for_update().get(pk=gathering.pk)
    found = Accommodation.objects.filter(registration__sign_up=sign_up)
    counts = Counter(sign_up.wish_counts)
    for wishes in found.values_list("wishes", flat=True):
        counts.update(wishes)
    gone, _by_kind = found.delete()
    SignUp.objects.filter(pk=sign_up.pk).update(wish_counts=dict(counts))
    if gone:
        record(verb="forget_wishes", thing=gathering, by=by, channel=channel, facts={"count": gone})
    return gone


@transaction.atomic
def forget_registration(*, registration: Registration, by: Who, channel: str) -> None:
    """Forget who signed up: names, contact, words. How many came stays."""
    person = registration.person if registration.is_own_person else None
    if person is not None and person.erased_at is None and not _is_known_otherwise(person):
        erase_person(person=person, by=by, channel=channel)
    Participant.objects.filter(registration=registration).update(name="", reading="")
    Accommodation.objects.filter(registration=registration).delete()
    Registration.objects.filter(pk=registration.pk).update(
        person=None, group_name="", guardian="", words="", erased_at=timezone.now()
    )
    record(verb="forget", thing=registration, by=by, channel=channel)


def _is_known_otherwise(person: Person) -> bool:
    return Account.objects.filter(person=person).exists() or person.holdings.exists()
