"""Who may do what with bookings, registrations and the waiting list.

The counter's staff keep everything. An association books through whoever holds a seat of it today, a registered
group through its contact and those it named, a person for itself. Nobody else sees who booked.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo.center.bookings.models import Booking, Entry, Paper, Party, PartyMember, Round, Wait
from kyodo.center.bookings.states import BookingState, PartyKind
from kyodo.commons.actors.public import holds_a_seat
from kyodo.commons.people.public import ADMINISTRATOR, CENTER_STAFF
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.errors import Refused
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no

#: Who keeps the rooms.
KEEPERS = (CENTER_STAFF, ADMINISTRATOR)


def keeps_rooms(who: Who) -> Answer:
    """Open to the staff of the counter."""
    return YES if any(who.holds(role) for role in KEEPERS) else no(_("Only the staff of the counter may do this."))


def books_for(who: Who, party: Party) -> bool:
    """Say whether somebody may book for a party today; read afresh every time."""
    if who.pk is None:
        return False
    if party.actor_id is not None:
        return holds_a_seat(who, party.actor_id)
    return party.contact_id == who.pk or party.people.filter(person=who.pk).exists()


def require_reserving(who: Who, is_block: bool, party: Party | None, exception_reason: str) -> None:
    """Stop with a reason whoever may not take cells for this party, block, or go beyond the conditions."""
    is_plain = not is_block and not exception_reason
    # Whether it is their own is asked first: it spares most writers a query under the lock.
    if (is_plain and party is not None and books_for(who, party)) or keeps_rooms(who):
        return
    if not is_plain or party is None:
        raise Refused(_("Only the staff of the counter may do this."))
    raise Refused(_("You may book only for yourself and for those in whose name you act. Please call the counter."))


def may_see(who: Who, thing: Booking | Wait) -> Answer:
    """A booking is seen by its party and by the counter."""
    if keeps_rooms(who) or (thing.party is not None and books_for(who, thing.party)):
        return YES
    return no(_("This booking belongs to somebody else."))


def may_see_paper(who: Who, paper: Paper) -> Answer:
    """A receipt is seen by whose booking it is, and by the counter."""
    return may_see(who, paper.booking)


def may_cancel(who: Who, booking: Booking) -> Answer:
    """Its party cancels and moves it until some days before; later, and for others, the counter does."""
    if keeps_rooms(who):
        return YES
    if not may_see(who, booking):
        return no(_("This booking belongs to somebody else."))
    conditions = booking.resource.conditions
    last = moment(in_tokyo(booking.starts_at).date() - timedelta(days=conditions.cancel_days - 1 if conditions else 0))
    if timezone.now() >= min(last, booking.starts_at) and booking.state != BookingState.HELD:
        return no(_("It is too near to cancel or move it online. Please call the counter."))
    return YES


def may_see_party(who: Who, party: Party) -> Answer:
    """A registration is seen by those who book with it and by the counter."""
    return YES if keeps_rooms(who) or books_for(who, party) else no(_("This registration belongs to somebody else."))


def may_add_member(who: Who, party: Party) -> Answer:
    """Who books for a group is named by its contact and by the counter; for an organization its seats say it."""
    if party.kind != PartyKind.GROUP:
        return no(_("Only a group names people. For an organization, those who hold its seats book."))
    is_contact = who.pk is not None and party.contact_id == who.pk
    return YES if is_contact or keeps_rooms(who) else no(_("Please ask the contact of your group, or the counter."))


def may_end_member(who: Who, member: PartyMember) -> Answer:
    """The same people end it, and whoever it is about."""
    is_own = who.pk is not None and member.person_id == who.pk
    return YES if is_own else may_add_member(who, member.party)


def may_reserve(who: Who, thing: Any) -> Answer:
    """Whoever is signed in may ask; for whom and when is checked by the writer, under the lock."""
    return YES if who.is_known else no(_("Please sign in, or call the counter."))


def may_keep(who: Who, thing: Any) -> Answer:
    """Looking at papers, blocking, no-shows and exceptions are the counter's."""
    return keeps_rooms(who)


MAY: dict[str, Predicate] = {
    "see": may_see,
    "reserve": may_reserve,
    "confirm": may_see,
    "expire": may_keep,
    "use": may_keep,
    "miss": may_keep,
    "cancel": may_cancel,
    "move": may_cancel,
    "block": may_keep,
    "see_party": may_see_party,
    "ask_registration": may_reserve,
    "add_member": may_add_member,
    "end_member": may_end_member,
    "change": may_keep,
    "register": may_keep,
    "refuse": may_keep,
    "end": may_keep,
    "wait": may_reserve,
    "offer": may_keep,
    "take": may_see,
    "pass": may_see,
    "leave": may_see,
    "close": may_keep,
    "post": may_keep,
}


# --- the lottery and the cash book ------------------------------------------------------------


def may_see_entry(who: Who, entry: Entry) -> Answer:
    """An entry is seen by its party and by the counter; everybody else sees its number."""
    if keeps_rooms(who) or books_for(who, entry.party):
        return YES
    return no(_("This entry belongs to somebody else."))


def may_see_round(who: Who, round_: Round) -> Answer:
    """Rounds, their lists and results are for everybody."""
    return YES


MAY |= {
    **dict.fromkeys(("begin_online", "settle_online", "fail_online"), may_see),
    "see_round": may_see_round,
    "see_entry": may_see_entry,
    "enter": may_reserve,
    **dict.fromkeys(("withdraw_entry", "enter_again", "keep_win", "give_back"), may_see_entry),
    **dict.fromkeys(("announce_round", "close_round", "draw_round", "finish_round", "call_off_round"), may_keep),
    **dict.fromkeys(("win", "lose", "exclude_entry", "decide_likeness", "keep_money", "check_closing"), may_keep),
}
