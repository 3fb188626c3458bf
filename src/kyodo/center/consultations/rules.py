"""Who may do what with consultations: need to know, and nobody as such.

A consultation is there for the consultants of its desk and for whoever it was shared with; not for other staff, and
not for administrators: these say who consults where, for others and never for themselves. When a term or a role
ends, all of it is gone at the next request. Whoever has an appointment sees and changes it by their own link.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo.center.consultations.models import Appointment, Consultant, Consultation, FollowUp, Sharing
from kyodo.commons.people.public import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF, COORDINATOR
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no

#: Roles of which a consultant holds one.
STAFF = (CENTER_STAFF, CITY_STAFF, COORDINATOR)
OF_DESK, SHARED = "desk", "shared"


def is_staff(who: Who) -> bool:
    """Say whether somebody holds a role with which one may consult."""
    return any(who.holds(role) for role in STAFF)


def terms_of(who: Who, at: datetime | None = None) -> QuerySet[Consultant]:
    """Return where somebody consults now; read afresh every time, empty for whoever holds no role any more."""
    at = at or timezone.now()
    if who.pk is None or not is_staff(who):
        return Consultant.objects.none()
    held = Q(until=None) | Q(until__gt=at)
    return Consultant.objects.filter(held, person=who.pk, since__lte=at)


def sharings_of(who: Who) -> QuerySet[Sharing]:
    """Return what was shared with somebody and still is."""
    if who.pk is None or not is_staff(who):
        return Sharing.objects.none()
    return Sharing.objects.filter(person=who.pk, until=None)


def consults(who: Who) -> Answer:
    """Open to the consultants of a desk, and to whoever something was shared with."""
    either = terms_of(who).values("pk").union(sharings_of(who).values("pk"))  # the menu asks on each page
    if either.exists():
        return YES
    return no(_("Only the consultants of a desk may do this."))


def keeps_a_desk(who: Who) -> Answer:
    """Open to the consultants of a desk."""
    return YES if terms_of(who).exists() else no(_("Only the consultants of a desk may do this."))


def appoints(who: Who) -> Answer:
    """Open to administrators, who say who consults where."""
    return YES if who.holds(ADMINISTRATOR) and who.is_known else no(_("Only an administrator may do this."))


def access(who: Who, consultation: Consultation) -> str:
    """Return as what somebody may read a consultation: of its desk, shared, or "" for not at all."""
    if terms_of(who).filter(desk=consultation.desk_id).exists():
        return OF_DESK
    return SHARED if sharings_of(who).filter(consultation=consultation).exists() else ""


def may_read(who: Who, consultation: Consultation) -> Answer:
    """Reading is for the consultants of its desk, and for whoever it was shared with."""
    if access(who, consultation):
        return YES
    return no(_("This consultation is looked after by another desk."))


def may_keep(who: Who, consultation: Consultation) -> Answer:
    """Closing, handing on, erasing are for the consultants of its desk."""
    if access(who, consultation) == OF_DESK:
        return YES
    return no(_("Only the consultants of its own desk may do this."))


def may_keep_appointment(who: Who, appointment: Appointment) -> Answer:
    """Appointments are kept by the consultants of the desk."""
    return may_keep(who, appointment.consultation)


def may_do_follow_up(who: Who, follow_up: FollowUp) -> Answer:
    """What is to be done is done by whoever may read the consultation."""
    return may_read(who, follow_up.consultation)


def may_keep_hours(who: Who, consultant: Consultant) -> Answer:
    """The hours of a desk are kept by its consultants."""
    if terms_of(who).filter(desk=consultant.desk_id).exists():
        return YES
    return no(_("Only the consultants of its own desk may do this."))


def may_appoint(who: Who, person: Any) -> Answer:
    """An administrator appoints others, never themselves: four eyes on every right."""
    if not appoints(who):
        return no(_("Only an administrator may do this."))
    if who.pk is not None and who.pk == getattr(person, "pk", None):
        return no(_("Please ask another administrator: nobody appoints themselves."))
    return YES


MAY: dict[str, Predicate] = {
    "read": may_read,
    "note": may_read,
    "follow_up": may_read,
    "begin": may_keep,
    "close": may_keep,
    "withdraw": may_keep,
    "reopen": may_keep,
    "erase": may_keep,
    "hand_on": may_keep,
    "share": may_keep,
    "book": may_keep,
    "move": may_keep_appointment,
    "come": may_keep_appointment,
    "miss": may_keep_appointment,
    "cancel": may_keep_appointment,
    "correct": may_keep_appointment,
    "confirm_sheet": may_keep_appointment,
    "keep_hours": may_keep_hours,
    "appoint": may_appoint,
}
