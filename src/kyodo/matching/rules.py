"""Who may do what with needs, offers and introductions.

The desk is the coordinators' and the support center's. Whoever told a need or wrote an offer sees and
takes back their own; each side of an introduction sees only itself. What is public shows no contact.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import holder_of, holds_a_seat
from kyodo.commons.people.public import ADMINISTRATOR, CENTER_STAFF, COORDINATOR
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no
from kyodo.matching.models import Introduction, Need, Offer, Side

DESK = (COORDINATOR, CENTER_STAFF, ADMINISTRATOR)


def keeps_desk(who: Who) -> Answer:
    """Open to those who bring others together."""
    return YES if any(who.holds(role) for role in DESK) else no(_("Only the coordinators' desk may do this."))


def is_own(who: Who, thing: Need | Offer) -> bool:
    """Say whether a person told this need or wrote this offer, or holds a seat of those who did."""
    if who.pk is None:
        return False
    return thing.person_id == who.pk or (thing.actor is not None and holds_a_seat(who, thing.actor))


def may_see(who: Who, thing: Need | Offer) -> Answer:
    """What is public and not over is for everybody; the rest for its own people and the desk."""
    return YES if thing.is_shown or is_own(who, thing) else keeps_desk(who)


def may_take_back(who: Who, thing: Need | Offer) -> Answer:
    """Their own may be changed and taken back by those who wrote it, and by the desk that they phone."""
    return YES if is_own(who, thing) else keeps_desk(who)


def may_offer(who: Who, thing: Any) -> Answer:
    """Everybody may tell a need and write an offer; no account is needed."""
    return YES


def may_keep(who: Who, thing: Any) -> Answer:
    """Rewriting, showing, asking and closing are for the desk."""
    return keeps_desk(who)


def sees_contact(who: Who, introduction: Introduction) -> Answer:
    """Contact data of the other side pass to a side once both said yes; the desk needs them to ask."""
    if keeps_desk(who):
        return YES
    if introduction.state not in ("accepted", "meeting", "formed"):
        return no(_("Contact data are passed on once both sides have said yes."))
    sides = [introduction.need, introduction.offer]
    if holds_a_seat(who, introduction.host) or any(thing is not None and is_own(who, thing) for thing in sides):
        return YES
    return no(_("Only those who are being introduced may see this."))


def own_side(who: Who, introduction: Introduction) -> Side | None:
    """Return the side for which a person answers today: its person, or the holder of its seat."""
    if who.pk is None:
        return None
    for side in introduction.sides.all():
        holder = holder_of(side.seat) if side.seat else side.person
        if holder and holder.pk == who.pk:
            return side
    return None


def may_see_own(who: Who, introduction: Introduction) -> Answer:
    """Each side sees its own page once it was asked, and nothing of how the other answered before both said yes."""
    side = own_side(who, introduction)
    is_asked = side is not None and introduction.asked_at is not None
    return YES if is_asked else no(_("Only those who are being introduced may see this."))


MAY: dict[str, Predicate] = {
    "see": may_see,
    "tell": may_offer,
    "write": may_offer,
    "edit": may_take_back,
    "send": may_take_back,
    "withdraw": may_take_back,
    "show": may_keep,
    "hide": may_keep,
    "rewrite": may_keep,
    "claim": may_keep,
    "hand_over": may_keep,
    "note": may_keep,
    "ready": may_keep,
    "meet": may_keep,
    "look_again": may_keep,
    "take_up": may_keep,
    "queue": may_keep,
    "close": may_keep,
    "reopen": may_keep,
    "draft": may_keep,
    "ask": may_keep,
    "take_back": may_keep,
    "accept": may_keep,
    "decline": may_keep,
    "wait_again": may_keep,
    "miss": may_keep,
    "fix_meeting": may_keep,
    "unfix": may_keep,
    "form": may_keep,
    "see_contact": sees_contact,
    "weigh": may_keep,
}
