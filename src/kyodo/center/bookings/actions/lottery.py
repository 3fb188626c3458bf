"""Taking part in a round: it is announced, entries come and go, a person looks at those that are alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings import rules
from kyodo.center.bookings.models import Entry, Likeness, Party, Resource, Round, Wish
from kyodo.center.bookings.queries import lottery as queries
from kyodo.center.bookings.states import ENTRY, ROUND, EntryState, Purpose
from kyodo.center.bookings.steps.alike import note_alike
from kyodo.commons.actors.public import Seat
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.clock.words import date_text
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.text.letters import with_new_code

MOST_WISHES = 3


@dataclass(frozen=True)
class Wished:
    """A period of a resource, as somebody wishes for it."""

    resource: Resource
    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def announce_round(
    *, name: str, month: date, resources: Sequence[Resource], slots: Sequence[Sequence[str]], opens_at: datetime,
    closes_at: datetime, confirm_until: datetime | None, source_kind: str, source_named: str, by: Who, channel: str,
    is_demo: bool = False,
) -> Round:  # fmt: skip
    """Announce a round. Raises ``Unusable`` for a window that is none or ends after the month has begun."""
    if closes_at <= opens_at or closes_at >= moment(month):
        raise Unusable(_("Entries must end after they begin, and before the month of use. Please check the days."))
    if confirm_until is not None and not closes_at < confirm_until < moment(month):
        raise Unusable(_("Wins are confirmed after the entries end and before the month of use. Please check the day."))
    if not resources or any(not resource.is_room for resource in resources):
        raise Unusable(_("Please choose at least one room."))
    columns = {
        "name": name, "month": month.replace(day=1), "slots": [list(slot) for slot in slots], "opens_at": opens_at,
        "closes_at": closes_at, "confirm_until": confirm_until, "source_kind": source_kind,
        "source_named": source_named, "is_demo": is_demo,
    }  # fmt: skip
    made = with_new_code(lambda: Round.objects.create(**columns))
    made.resources.set(resources)
    record(verb="announce_round", thing=made, by=by, channel=channel)
    return made


@transaction.atomic
def call_off(*, round_: Round, by: Who, channel: str) -> Round:
    """Call a round off that was not drawn; nothing is booked by it. Raises ``Conflict`` when it was drawn."""
    return ROUND.move(round_, "call_off_round", by=by, channel=channel, changed_at=timezone.now())


@transaction.atomic
def enter(
    *, round_: Round, party: Party, wishes: Sequence[Wished], by: Who, channel: str, seat: Seat | None = None,
    person: Person | None = None, purpose: str = Purpose.MEETING, title: str = "", people: int | None = None,
) -> Entry:  # fmt: skip
    """Let a party take part, once; whoever withdrew may enter again with the same number.

    Raises ``Conflict`` when it takes part already, ``Refused`` outside the window and for somebody else's party,
    ``Unusable`` for wishes that cannot be. The counter may enter for anybody, on paper or by phone.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    _may_enter(round_, party, by)
    _look_at(round_, wishes)
    facts: dict[str, Any] = {"seat": seat, "person": person, "purpose": purpose, "title": title, "people": people}
    entry = Entry.objects.filter(round=round_, party=party).first()
    if entry is not None:
        entry = _again(entry, facts, by, channel)
    else:
        entry = _first(round_, party, {**facts, "channel": channel})
        record(verb="enter", thing=entry, by=by, channel=channel)
    entry.wishes.all().delete()
    Wish.objects.bulk_create(Wish(entry=entry, rank=rank, **vars(wish)) for rank, wish in enumerate(wishes, start=1))
    note_alike(round_)
    return entry


def _first(round_: Round, party: Party, facts: dict[str, Any]) -> Entry:
    last = round_.entries.aggregate(last=Max("number"))["last"] or 0
    try:
        return with_new_code(lambda: Entry.objects.create(round=round_, party=party, number=last + 1, **facts))
    except IntegrityError as error:
        raise Conflict(_already()) from error


def _again(entry: Entry, facts: dict[str, Any], by: Who, channel: str) -> Entry:
    if entry.state != EntryState.WITHDRAWN:
        raise Conflict(_already())
    return ENTRY.move(entry, "enter_again", by=by, channel=channel, changed_at=timezone.now(), **facts)


def _already() -> str:
    return _(
        "This group takes part in this round already. Each group has one entry. You can withdraw it and enter again."
    )


def _may_enter(round_: Round, party: Party, by: Who) -> None:
    rules.require_reserving(by, False, party, "")
    if not queries.is_taking(round_, timezone.now()):
        raise Refused(_("Entries are not taken now. The page of the round says from when to when they are."))


def _look_at(round_: Round, wishes: Sequence[Wished]) -> None:
    if not 1 <= len(wishes) <= MOST_WISHES:
        raise Unusable(_("Please choose one to three wishes."))
    if len({(wish.resource.pk, wish.starts_at, wish.ends_at) for wish in wishes}) < len(wishes):
        raise Unusable(_("Two of the wishes are the same. Please choose different ones or leave one empty."))
    rooms = set(round_.resources.values_list("pk", flat=True))
    begins, ends = moment(round_.month), queries.month_end(round_)
    for wish in wishes:
        if wish.resource.pk not in rooms or not begins <= wish.starts_at < wish.ends_at <= ends:
            raise Unusable(_("One of the wishes is not in this round. Please choose a room and a day of the round."))
        if not queries.is_open(wish.resource, wish.starts_at, wish.ends_at):
            words = {"day": date_text(in_tokyo(wish.starts_at).date())}
            raise Unusable(_("On %(day)s the house is not open for all of this time. Please choose another.") % words)


@transaction.atomic
def withdraw(*, entry: Entry, by: Who, channel: str) -> Entry:
    """Withdraw an entry while the list is open. Raises ``Conflict`` once it is closed."""
    # The list is hashed under this lock: an entry is in it or it is not.
    Round.objects.select_for_update().get(pk=entry.round_id)
    _open_list(entry)
    return ENTRY.move(entry, "withdraw_entry", by=by, channel=channel, changed_at=timezone.now())


def _open_list(entry: Entry) -> None:
    if Round.objects.filter(pk=entry.round_id).exclude(commitment="").exists():
        raise Conflict(
            _("The list is closed and published, so it cannot be changed any more. You may give a win back.")
        )


@transaction.atomic
def decide_likeness(*, likeness: Likeness, is_same: bool, reason: str, by: Who, channel: str) -> Likeness:
    """Decide whether two entries are of one group; the later one of the same group is then not drawn.

    Raises ``Unusable`` without a reason, ``Conflict`` when it was decided or the list is closed.
    """
    if not reason.strip():
        raise Unusable(_("Please write the reason. The group may ask for it."))
    Round.objects.select_for_update().get(pk=likeness.entry.round_id)
    _open_list(likeness.entry)
    verdict = Likeness.Verdict.SAME if is_same else Likeness.Verdict.DIFFERENT
    waiting = Likeness.objects.filter(pk=likeness.pk, verdict=Likeness.Verdict.OPEN)
    if not waiting.update(verdict=verdict, reason=reason.strip()[:200], decided_by=by.pk):
        raise Conflict(_("This has been decided already. Please open the page again."))
    record(verb="decide_likeness", thing=likeness, by=by, channel=channel, facts={"verdict": str(verdict)})
    likeness.refresh_from_db()
    if is_same:
        later = max(likeness.entry, likeness.other, key=lambda entry: entry.number)
        ENTRY.move(later, "exclude_entry", by=by, channel=channel, changed_at=timezone.now())
    return likeness
