"""Who may do what about people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.commons.people.models import Person
from kyodo.commons.people.roles import ADMINISTRATOR, STAFF
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no


def may_see_person(who: Who, person: Person) -> Answer:
    """A person's own page is for that person and for staff."""
    if who.pk is not None and who.pk == person.pk:
        return YES
    return YES if any(who.holds(role) for role in STAFF) else no(_("Only the person and the staff may see this."))


def may_change_person(who: Who, person: Person) -> Answer:
    """Each changes their own entry; staff do it for people who call or come to the counter."""
    return may_see_person(who, person)


def may_register_person(who: Who, thing: Any) -> Answer:
    """Staff register people who have no account."""
    return YES if any(who.holds(role) for role in STAFF) else no(_("Only the staff may register a person."))


def may_grant_role(who: Who, person: Person) -> Answer:
    """Administrators give roles, never to themselves: four eyes on every right."""
    if not who.holds(ADMINISTRATOR):
        return no(_("Only an administrator may give or end a role."))
    if who.pk is not None and who.pk == person.pk:
        return no(_("Please ask another administrator: nobody changes their own roles."))
    return YES


def may_erase_person(who: Who, person: Person) -> Answer:
    """The person asks; an administrator does it."""
    return YES if who.holds(ADMINISTRATOR) else no(_("Only an administrator may erase a person's data."))


MAY: dict[str, Predicate] = {
    "see": may_see_person,
    "change": may_change_person,
    "register": may_register_person,
    "grant_role": may_grant_role,
    "end_role": may_grant_role,
    "erase": may_erase_person,
}
