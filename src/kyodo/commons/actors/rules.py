"""Who may do what with an organization's entry and its seats, and who may bring in a file of many.

A right to an organization follows its seat: whoever holds one today may keep the public entry
true. When the term ends, the right is gone at the next request.
"""

from typing import Any

from django.db.models import BigIntegerField, DateField, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.models import Actor, Handover, HandoverNote, Holding, Mandate, Seat
from kyodo.commons.actors.states import ListingState
from kyodo.commons.people.roles import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF, COORDINATOR, EDITOR
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no
from kyodo.kernel.prepared.reading import Prepared, Slot

#: Who keeps the directory.
KEEPERS = (COORDINATOR, CENTER_STAFF, CITY_STAFF, EDITOR, ADMINISTRATOR)
#: Who may know which person holds a seat; an editor needs no names.
SEAT_KEEPERS = (COORDINATOR, CENTER_STAFF, CITY_STAFF, ADMINISTRATOR)
#: Who may bring in a whole file.
IMPORTERS = (CENTER_STAFF, CITY_STAFF, ADMINISTRATOR)


def holds_a_seat(who: Who, actor: Actor | int) -> bool:
    """Say whether a person holds a seat of this organization (or its key) today; read afresh every time."""
    if who.pk is None:
        return False
    key = actor if isinstance(actor, int) else actor.pk
    return bool(_HOLDINGS.all(actor=key, person=who.pk, today=timezone.localdate()))


def _holdings(actor: Slot, person: Slot, today: Slot) -> QuerySet[Holding]:
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=today), since__lte=today)
    return held.filter(seat__actor=actor, person=person)


_HOLDINGS = Prepared(
    lambda: _holdings(Slot("actor", BigIntegerField()), Slot("person", BigIntegerField()), Slot("today", DateField()))
)


def _holds_any(who: Who, roles: tuple[str, ...]) -> bool:
    return any(who.holds(role) for role in roles)


def keeps_directory(who: Who) -> Answer:
    """Open to the staff who keep the directory."""
    return YES if _holds_any(who, KEEPERS) else no(_("Only the staff who keep the directory may do this."))


def keeps_seats(who: Who) -> Answer:
    """Open to the staff who may know which person holds a seat."""
    return YES if _holds_any(who, SEAT_KEEPERS) else no(_("Only the staff who keep contacts may see who holds a seat."))


def imports_files(who: Who) -> Answer:
    """Open to the staff who may import a file of organizations."""
    return (
        YES if _holds_any(who, IMPORTERS) else no(_("Only the staff of the city and of the center may import a file."))
    )


def may_see(who: Who, actor: Actor) -> Answer:
    """What is listed is for everybody; the rest for its keepers and for whoever holds a seat of it."""
    if actor.state == ListingState.LISTED:
        return YES
    return may_edit(who, actor)


def may_edit(who: Who, actor: Actor) -> Answer:
    """Staff and the holders of its seats keep an entry true."""
    if _holds_any(who, KEEPERS) or holds_a_seat(who, actor):
        return YES
    return no(_("Only those who hold a seat of this organization, and the staff, may change its entry."))


def may_keep(who: Who, thing: Any) -> Answer:
    """Creating, listing and withdrawing an entry is for the staff who keep the directory."""
    return keeps_directory(who)


def may_keep_seats(who: Who, thing: Any) -> Answer:
    """Seats and their holders are for the staff who keep contacts."""
    return keeps_seats(who)


def holds_this_seat(who: Who, seat: Seat) -> bool:
    """Say whether a person holds this very seat today; read afresh every time."""
    if who.pk is None:
        return False
    today = timezone.localdate()
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=today), since__lte=today)
    return held.filter(seat=seat, person=who.pk).exists()


def may_keep_handover(who: Who, seat: Seat) -> Answer:
    """What a seat hands over is for its holder of today and for the staff who keep contacts, for nobody else."""
    return YES if holds_this_seat(who, seat) else keeps_seats(who)


def may_keep_book(who: Who, book: Handover) -> Answer:
    """A book is printed by the holder of its seat and the staff who keep contacts."""
    return may_keep_handover(who, book.seat)


def may_keep_note(who: Who, note: HandoverNote) -> Answer:
    """A note is changed and removed by the holder of its seat and the staff who keep contacts."""
    return may_keep_handover(who, note.seat)


def may_receive(who: Who, thing: Any) -> Answer:
    """The code in the envelope is the right to confirm a handover; no account is needed."""
    return YES


def may_see_mandates(who: Who, actor: Actor) -> Answer:
    """The mandates of an organization are seen by those who hold a seat of it, and by the staff."""
    return YES if holds_a_seat(who, actor) else keeps_seats(who)


def may_see_scan(who: Who, mandate: Mandate) -> Answer:
    """The signed paper is for those who hold a seat of the association that signed, and for the staff."""
    return may_see_mandates(who, mandate.actor)


def may_keep_mandates(who: Who, thing: Any) -> Answer:
    """A mandate is drawn up, written down as signed and taken back by the staff who keep contacts."""
    return keeps_seats(who)


def may_revoke(who: Who, mandate: Mandate) -> Answer:
    """Whoever holds a seat of the association may take its mandate back, and the staff whom it phones."""
    return YES if holds_a_seat(who, mandate.actor) else keeps_seats(who)


def may_see_mandate(who: Who, mandate: Mandate) -> Answer:
    """A mandate is seen by both sides and by the staff who keep contacts."""
    if holds_a_seat(who, mandate.actor) or holds_a_seat(who, mandate.intermediary):
        return YES
    return keeps_seats(who)


def may_tell_capacity(who: Who, actor: Actor) -> Answer:
    """How much an association can take on is told by itself, or by the staff whom it told."""
    return YES if holds_a_seat(who, actor) else keeps_seats(who)


MAY: dict[str, Predicate] = {
    "see": may_see,
    "create": may_keep,
    "edit": may_edit,
    "confirm": may_edit,
    "list": may_keep,
    "withdraw": may_keep,
    "add_seat": may_keep_seats,
    "seat": may_keep_seats,
    "vacate": may_keep_seats,
    "see_holders": may_keep_seats,
    "see_mandate": may_see_mandate,
    "draw_up": may_keep_mandates,
    "give": may_keep_mandates,
    "revoke": may_revoke,
    "lapse": may_keep_mandates,
    "use": may_see_mandate,
    "see_mandates": may_see_mandates,
    "see_scan": may_see_scan,
    "tell_capacity": may_tell_capacity,
    "make_book": may_keep_handover,
    "write_note": may_keep_handover,
    "change_note": may_keep_note,
    "remove_note": may_keep_note,
    "receive": may_receive,
    "replace": may_keep_book,
    "succeed": may_keep_seats,
    "print": may_keep_seats,
}
