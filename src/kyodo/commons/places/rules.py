"""Who may do what about places."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.commons.places.models import Facility
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no

#: Keys of the roles whose holders look after the places' hours.
STAFF = ("center_staff", "city_staff", "administrator")


def is_staff(who: Who) -> bool:
    """Whether someone looks after places."""
    return any(who.holds(role) for role in STAFF)


def may_view(who: Who, facility: Facility) -> Answer:
    """A public place is for everybody; one that is not, for staff."""
    return YES if facility.is_public or is_staff(who) else no(_("This place is not shown in public."))


def may_change_hours(who: Who, thing: Any) -> Answer:
    """Hours on a date are changed by the staff of the center and of the city."""
    return YES if is_staff(who) else no(_("Only the staff may change opening days. Please call the place."))


def imports_places(who: Who) -> Answer:
    """Open to the staff who look after places: they may bring in a list of them."""
    return YES if is_staff(who) else no(_("Only the staff of the city and of the center may import a list of places."))


MAY: dict[str, Predicate] = {
    "view": may_view,
    "close_day": may_change_hours,
    "open_day": may_change_hours,
    "remove_exception": may_change_hours,
}
