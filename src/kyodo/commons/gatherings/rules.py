"""Who may do what with events and with files of them.

Staff write, publish and cancel. Whoever holds a seat of an organization writes drafts in its name;
staff publish them. When the term ends, the right is gone at the next request.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import Actor, holds_a_seat
from kyodo.commons.gatherings.models import Gathering, Registration
from kyodo.commons.gatherings.states import PUBLIC_STATES, REGISTRATION, GatheringState
from kyodo.commons.people.roles import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF, EDITOR
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no

#: Who sees, beside the organizer, who signed up.
STEWARDS = (CENTER_STAFF, CITY_STAFF, ADMINISTRATOR)
#: Who keeps the calendar of events.
KEEPERS = (CENTER_STAFF, CITY_STAFF, EDITOR, ADMINISTRATOR)


def organizations_of(who: Who) -> QuerySet[Actor]:
    """Return the organizations of which somebody holds a seat today; read afresh every time."""
    if who.pk is None:
        return Actor.objects.none()
    today = timezone.localdate()
    held = Q(seats__holdings__until=None) | Q(seats__holdings__until__gt=today)
    own = Q(seats__holdings__person=who.pk, seats__holdings__since__lte=today)
    return Actor.objects.filter(held & own).distinct()


def keeps_events(who: Who) -> Answer:
    """Open to the staff who keep the calendar of events."""
    if any(who.holds(role) for role in KEEPERS):
        return YES
    return no(_("Only the staff who keep the events may do this."))


def writes_events(who: Who) -> Answer:
    """Open to staff, and to whoever holds a seat of an organization."""
    if keeps_events(who) or (who.is_known and organizations_of(who).exists()):
        return YES
    return no(_("Only the staff, and those who hold a seat of an organization, may write events."))


def may_see(who: Who, gathering: Gathering) -> Answer:
    """What is published or cancelled is for everybody; a draft for staff and its organization."""
    if gathering.state in PUBLIC_STATES or keeps_events(who) or _is_its_officer(who, gathering):
        return YES
    return no(_("This event is not public."))


def may_edit(who: Who, gathering: Gathering) -> Answer:
    """Staff change every event, officers the drafts of their own organization."""
    if keeps_events(who):
        return YES
    if gathering.state == GatheringState.DRAFT and _is_its_officer(who, gathering):
        return YES
    return no(_("A published event is changed by the staff. Please call the desk."))


def _is_its_officer(who: Who, gathering: Gathering) -> bool:
    return gathering.organizer is not None and holds_a_seat(who, gathering.organizer)


def may_write(who: Who, thing: Any) -> Answer:
    """New events are written by staff and officers."""
    return writes_events(who)


def may_keep(who: Who, thing: Any) -> Answer:
    """Publishing and cancelling is for the staff who keep the events."""
    return keeps_events(who)


def keeps_people(who: Who) -> Answer:
    """Open to staff, and to whoever holds a seat of an organization: each sees the people of its own events."""
    if any(who.holds(role) for role in STEWARDS) or (who.is_known and organizations_of(who).exists()):
        return YES
    return no(_("Only those who organize an event see who signed up."))


def may_keep_people(who: Who, gathering: Gathering) -> Answer:
    """Names, contacts and wishes are for those who organize an event: the staff, and the seats of its organization."""
    if any(who.holds(role) for role in STEWARDS) or _is_its_officer(who, gathering):
        return YES
    return no(_("Only those who organize an event see who signed up."))


def may_keep_registration(who: Who, registration: Registration) -> Answer:
    """Whoever organizes the event writes for those who phone or stand at the counter."""
    return may_keep_people(who, registration.sign_up.gathering)


MAY: dict[str, Predicate] = {
    "see": may_see,
    "create": may_write,
    "edit": may_edit,
    "publish": may_keep,
    "cancel": may_keep,
    "reinstate": may_keep,
    "keep_people": may_keep_people,
    **{step.verb: may_keep_registration for step in REGISTRATION.transitions},
}
