"""Who may do what with asks. Whoever has the code or the signed link may answer: no account is needed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.commons.people.roles import ADMINISTRATOR, CITY_STAFF, STAFF
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no


def keeps_asks(who: Who) -> Answer:
    """Open to whoever works at a desk of the house."""
    return YES if any(who.holds(role) for role in STAFF) else no(_("Only the staff of a desk may do this."))


def may_keep(who: Who, thing: Any) -> Answer:
    """Asking, writing down an answer, calling and taking back are for the staff of the desks."""
    return keeps_asks(who)


def may_set_quota(who: Who, thing: Any = None) -> Answer:
    """The city pays for messages beyond the free ones, so its staff says how many there are."""
    if who.holds(CITY_STAFF) or who.holds(ADMINISTRATOR):
        return YES
    return no(_("The city's staff sets how many messages go out in a month."))


def may_answer(who: Who, thing: Any) -> Answer:
    """The code on the slip or the signed link is the right to answer."""
    return YES


MAY: dict[str, Predicate] = {
    "ask": may_keep,
    "see": may_keep,
    "answer": may_answer,
    "reopen": may_keep,
    "end": may_keep,
    "withdraw": may_keep,
    "resume": may_keep,
    "call": may_keep,
    "print": may_keep,
    "write_down": may_keep,
    "connect": may_keep,
    "set_quota": may_set_quota,
}
