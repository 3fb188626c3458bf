"""Writes about handover books: each is one transaction with its audit row."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.handover.queries import SCAN, files_of_note, ready_book, successor_of, titles_of
from kyodo.commons.actors.handover.walls import HANDOVER, SUCCESSION, Succession
from kyodo.commons.actors.models import Handover, HandoverNote, Holding, Seat
from kyodo.commons.actors.queries import holding_of
from kyodo.commons.actors.states import HANDOVER as BOOK
from kyodo.commons.actors.states import HandoverState, NoteKind
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.errors import Conflict
from kyodo.kernel.files.actions import remove, store
from kyodo.kernel.files.contents import Checked
from kyodo.kernel.permissions import Who
from kyodo.kernel.text.letters import with_new_code

#: The paper holds personal data: so long after it was made it is to be shredded.
KEPT = timedelta(days=120)

# --- what the holder writes down during the year -----------------------------------------------


@transaction.atomic
def write_note(
    *, seat: Seat, kind: NoteKind, text: str, by: Who, channel: str, due: date | None = None,
    scan: Checked | None = None, is_demo: bool = False,
) -> HandoverNote:  # fmt: skip
    """Write down something for whoever follows on a seat."""
    note = HandoverNote.objects.create(seat=seat, kind=kind, text=text, due=due, is_demo=is_demo)
    record(verb="write_note", thing=note, by=by, channel=channel, facts={"kind": str(kind), "seat": seat.pk})
    if scan:
        store(scan, owner=note, kind=SCAN, by=by, channel=channel)
    return note


@transaction.atomic
def change_note(
    *, note: HandoverNote, kind: NoteKind, text: str, by: Who, channel: str, due: date | None = None,
    scan: Checked | None = None,
) -> HandoverNote:  # fmt: skip
    """Change a note, and add a paper to it. Raises ``Conflict`` when somebody removed it."""
    if not HandoverNote.objects.filter(pk=note.pk).update(kind=kind, text=text, due=due):
        raise Conflict(_("Somebody else has removed this note. Please write it anew."))
    record(verb="change_note", thing=note, by=by, channel=channel, facts={"kind": str(kind)})
    if scan:
        store(scan, owner=note, kind=SCAN, by=by, channel=channel)
    note.refresh_from_db()
    return note


@transaction.atomic
def remove_note(*, note: HandoverNote, by: Who, channel: str) -> None:
    """Remove a note that is of no use any more, with its papers."""
    for stored in files_of_note(note):
        remove(stored, by=by, channel=channel)
    record(verb="remove_note", thing=note, by=by, channel=channel, facts={"seat": note.seat_id})
    note.delete()


@transaction.atomic
def forget_notes(*, before: datetime, by: Who, channel: str) -> int:
    """Erase notes, with their papers, of seats that nobody has held since this moment; returns how many."""
    held = Holding.objects.filter(Q(until=None) | Q(until__gte=in_tokyo(before).date()))
    old = list(HandoverNote.objects.filter(made_at__lt=before).exclude(seat__in=held.values("seat")))
    for note in old:
        remove_note(note=note, by=by, channel=channel)
    return len(old)


# --- the book ----------------------------------------------------------------------------------


@transaction.atomic
def make_book(*, seat: Seat, by: Who, channel: str, ticked: Iterable[str] | None = None) -> Handover:
    """Make the book of a seat with the ticked sections (default: all); an older one is replaced, with its code.

    Raises ``Conflict`` when somebody else makes one at the same moment.
    """
    Seat.objects.select_for_update().get(pk=seat.pk)
    former = ready_book(seat)
    if former:
        BOOK.move(former, "replace", by=by, channel=channel)
    chosen = {section.key for section in HANDOVER} if ticked is None else set(ticked)
    now = timezone.now()
    try:
        book = with_new_code(
            lambda: Handover.objects.create(
                seat=seat, holding=holding_of(seat), made_at=now, shred_after=timezone.localdate(now) + KEPT,
                left_out=[section.key for section in HANDOVER if section.key not in chosen],
            )
        )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("Somebody else is making this book as well. Please open the page again.")) from error
    record(verb="make_book", thing=book, by=by, channel=channel, facts={"seat": seat.pk, "left_out": book.left_out})
    return book


@transaction.atomic
def receive(*, book: Handover, by: Who, channel: str) -> Handover:
    """Write down that the successor has what the book names. Raises ``Conflict`` when it was confirmed or replaced."""
    titles = titles_of(book)
    changes: dict[str, Any] = {"confirmed_at": timezone.now(), "confirmed_how": channel, "titles": titles}
    moved = BOOK.move(book, "receive", by=by, channel=channel, **changes)
    succeed(book=moved, by=by, channel=channel)
    return moved


@transaction.atomic
def succeed(*, book: Handover, by: Who, channel: str) -> bool:
    """Tell the rooms who follows, once: when the book is confirmed and somebody else holds the seat.

    Returns whether it was this call. Whoever confirms in March begins in April: the clock calls again.
    """
    successor = successor_of(book)
    if successor is None or book.state != HandoverState.CONFIRMED:
        return False
    told = Handover.objects.filter(pk=book.pk, succeeded_at=None)
    if not told.update(succeeded_at=timezone.now()):
        return False
    book.refresh_from_db()
    record(verb="succeed", thing=book, by=by, channel=channel, facts={"seat": book.seat_id})
    for item in SUCCESSION:
        item.run(Succession(book, book.holding, successor))
    return True
