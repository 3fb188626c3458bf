"""What a change of a gathering leads to for those who signed up; in the transaction of that change."""

from collections.abc import Collection

from django.db.models import QuerySet

from kyodo.commons.asks.public import withdraw
from kyodo.commons.gatherings import letters
from kyodo.commons.gatherings.models import Gathering, Registration, SignUp
from kyodo.commons.gatherings.places import fill, hold, release, set_places
from kyodo.commons.gatherings.states import REGISTRATION, STANDING, RegistrationState
from kyodo.kernel.permissions import Who

#: What somebody who signed up must be told when it changes.
TOLD = {"dates", "place", "place_name", "address", "building", "attendance"}


def hold_if_any(gathering: Gathering, *, with_offers: bool = False) -> SignUp | None:
    """Return the sign-up of a gathering, held until the end of the transaction; None where there is none."""
    if not SignUp.objects.filter(pk=gathering.pk).exists():
        return None
    offered = Registration.objects.filter(sign_up=gathering.pk, state=RegistrationState.OFFERED)
    return hold(gathering.pk, offered.values_list("offer_id", flat=True) if with_offers else ())


def _standing(sign_up: SignUp, gathering: Gathering) -> QuerySet[Registration]:
    sign_up.gathering = gathering
    return sign_up.registrations.filter(state__in=STANDING).select_related("person", "offer")


def follow_edit(sign_up: SignUp, gathering: Gathering, changed: Collection[str], by: Who, channel: str) -> None:
    """Keep places in step with the capacity, and tell everybody of another day or place.

    Raises ``Unusable`` when more people have a place than there would be.
    """
    sign_up.gathering = gathering
    if "capacity" in changed:
        set_places(sign_up, gathering.capacity, by, channel)
    if TOLD & set(changed) and gathering.state == "published":
        for registration in _standing(sign_up, gathering):
            registration.sign_up = sign_up
            letters.tell_changed(registration, gathering.changed_at.isoformat())


def follow_call_off(sign_up: SignUp, gathering: Gathering, by: Who, channel: str) -> None:
    """Tell everybody that it does not take place, and ask nobody any more whether they come."""
    for registration in _standing(sign_up, gathering):
        registration.sign_up = sign_up
        if registration.state == RegistrationState.OFFERED:
            if registration.offer and registration.offer.state == "open":
                withdraw(ask=registration.offer, by=by, channel=channel)
            REGISTRATION.move(registration, "return_to_line", by=by, channel=channel, offered_until=None)
            release(sign_up, registration.size)
        letters.tell_off(registration, gathering.changed_at.isoformat())


def follow_reinstate(sign_up: SignUp, gathering: Gathering, by: Who, channel: str) -> None:
    """Tell everybody that it takes place after all, and go on with the waiting list."""
    for registration in _standing(sign_up, gathering):
        registration.sign_up = sign_up
        letters.tell_changed(registration, gathering.changed_at.isoformat())
    fill(sign_up, by, channel)
