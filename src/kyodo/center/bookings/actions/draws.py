"""The draw of a round: the list is closed and published, the seed comes, winners are booked, wins come back.

Locks are taken in the order of the house: the round, then parties, then units (``actions/cells.py``).
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings.actions.waiting import cancel
from kyodo.center.bookings.actions.writing import release, reserve
from kyodo.center.bookings.lots import Wanted, key_of, lots_of, source_of
from kyodo.center.bookings.models import Booking, Cell, Entry, Round, SourceKind, Wish
from kyodo.center.bookings.queries import lottery as queries
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import ENTRY, ROUND, TAKING, EntryState, RoundState
from kyodo.center.bookings.steps.alike import note_alike
from kyodo.center.bookings.steps.cells import lock_parties, lock_units, span_of
from kyodo.center.bookings.steps.lottery_letters import tell_result
from kyodo.commons.people.public import Person
from kyodo.kernel.draws import listing
from kyodo.kernel.draws.drawing import Draw, drawn
from kyodo.kernel.draws.equals import typed_twice
from kyodo.kernel.draws.record import to_json
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.permissions import Who

CHANNEL = "lottery"


@transaction.atomic
def close_round(*, round_: Round, by: Who, channel: str) -> Round:
    """Close the list and publish its hash. Raises ``Conflict`` before the window's end and while somebody must look."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if timezone.now() < round_.closes_at:
        raise Conflict(_("Entries are still taken. The list is closed when their time is over."))
    if note_alike(round_):
        raise Conflict(_("Some entries may be of the same group. Please decide on them first."))
    entries = list(queries.entries_of(round_).filter(state=EntryState.ENTERED))
    tickets = queries.tickets_of([entry.party_id for entry in entries], round_)
    for entry in entries:
        entry.tickets = tickets[entry.party_id]
    Entry.objects.bulk_update(entries, ["tickets"])
    return _close(round_, entries, by, channel)


def _close(round_: Round, entries: Sequence[Entry], by: Who, channel: str, skip: frozenset[int] = frozenset()) -> Round:
    made = _listing(round_, entries, skip)
    facts = {"commitment": made.commitment, "entries": len(made.entries)}
    return ROUND.move(
        round_, "close_round", by=by, channel=channel, facts=facts,
        listing=made.text, commitment=made.commitment, closed_at=timezone.now(), changed_at=timezone.now(),
    )  # fmt: skip


def _listing(round_: Round, entries: Sequence[Entry], ours: frozenset[int]) -> listing.Listing:
    """Return the list: entries by number, each with those of its wishes that are free or given back (``ours``)."""
    wanted: dict[str, Wanted] = {}
    free: dict[str, bool] = {}
    rows = []
    for entry in entries:
        keys = []
        for wish in entry.wishes.all():
            key = _key(wish)
            if key not in wanted:
                wanted[key], free[key] = _wanted(wish, ours)
            if free[key]:
                keys.append(key)
        if keys:
            rows.append(listing.Entry(entry.key, tuple(keys), entry.tickets))
    lots = lots_of(one for key, one in wanted.items() if free[key])
    return listing.Listing(" ".join(f"{round_.name} {round_.code}".split()), source_of(round_), lots, tuple(rows))


def _wanted(wish: Wish, ours: frozenset[int]) -> tuple[Wanted, bool]:
    units = list(wish.resource.units.all())
    cells = span_of(wish.resource, wish.starts_at, wish.ends_at)
    taken = Cell.objects.filter(unit__in=units, quarter__gte=cells.start, quarter__lt=cells.stop)
    is_free = bool(units) and not taken.exclude(booking__in=ours).exists()
    return Wanted(_key(wish), tuple(f"{unit.slug}.{unit.pk}" for unit in units), cells), is_free


def _key(wish: Wish) -> str:
    return key_of(wish.resource.slug, wish.starts_at, wish.ends_at)


# --- the seed ---------------------------------------------------------------------------------


@transaction.atomic
def enter_seed(*, round_: Round, typed: str, by: Who, person: Person, channel: str) -> Round:
    """Take the seed, and draw: dice once two people typed the same throws, a published value at once.

    The first to type the dice may type them again until a second person has. Raises ``Unusable`` for what is no
    such seed and where the two differ, ``Conflict`` when the round is not waiting for its seed.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.state != RoundState.CLOSED:
        raise Conflict(_("This round is not waiting for its seed. Please open the page again."))
    try:
        seed, is_second = typed_twice(source_of(round_), typed, person.pk, round_.throws, round_.thrown_by_id)
    except listing.Unfit as unfit:
        raise Unusable(_wrong_seed(round_, unfit.code)) from unfit
    if is_second or round_.source_kind != SourceKind.DICE:
        return _draw(round_, seed, by, person, channel)
    Round.objects.filter(pk=round_.pk).update(throws=seed, thrown_by=person, changed_at=timezone.now())
    round_.refresh_from_db()
    return round_


def _wrong_seed(round_: Round, code: str) -> str:
    if code == "differ":
        return _("The two of you typed different throws. Please look at the sheet of the dice again.")
    if round_.source_kind == SourceKind.DICE:
        return _("Please type all %(count)s throws, each from 1 to 6.") % {"count": listing.FEWEST_THROWS}
    return _("Please type the value exactly as it was published.")


def _draw(round_: Round, seed: str, by: Who, person: Person, channel: str) -> Round:
    result = drawn(Draw(listing.read_listing(round_.listing)), seed)
    entries = {entry.key: entry for entry in queries.entries_of(round_).filter(state=EntryState.ENTERED)}
    _lock(round_, list(entries.values()))
    round_ = ROUND.move(
        round_, "draw_round", by=by, channel=channel, facts={"commitment": round_.commitment}, drawn_by=person,
        drawn_at=timezone.now(), record=to_json(result), proof=result.proof, changed_at=timezone.now(),
    )  # fmt: skip
    _give_way(round_, by)
    given = result.given or {}
    for place, row in enumerate(result.order, start=1):
        entry = entries.pop(row.entry)
        lot = given.get(entry.key)
        won = next((wish for wish in entry.wishes.all() if _key(wish) == lot), None)
        _settle(round_, entry, won, place, by)
    for entry in entries.values():
        _settle(round_, entry, None, None, by)
    return round_


def _lock(round_: Round, entries: Sequence[Entry]) -> None:
    came_back = _came_back(round_.parent) if round_.parent else []
    lock_parties([*(entry.party_id for entry in entries), *(one.party_id for one in came_back)])
    lock_units([*round_.resources.all(), *(one.booking.resource for one in came_back if one.booking)])


def _settle(round_: Round, entry: Entry, won: Wish | None, place: int | None, by: Who) -> None:
    """Write down what became of an entry, and book its win through the one writer."""
    now, note = timezone.now(), ""
    if won is not None:
        try:
            with transaction.atomic():
                booking = reserve(request=_request(entry, won), by=by, channel=CHANNEL, exception_reason=str(round_))
        except (Conflict, Refused, Unusable) as refusal:
            note = str(refusal.message)[:200]
    if won is None or note:
        ENTRY.move(entry, "lose", by=by, channel=CHANNEL, place=place, note=note, changed_at=now)
    else:
        ENTRY.move(entry, "win", by=by, channel=CHANNEL, place=place, won=won, booking=booking, changed_at=now)
        if round_.confirm_until is None:
            ENTRY.move(entry, "keep_win", by=by, channel=CHANNEL, changed_at=now)
    tell_result(entry)


def _request(entry: Entry, won: Wish) -> Request:
    return Request(
        resource=won.resource, starts_at=won.starts_at, ends_at=won.ends_at, party=entry.party, seat=entry.seat,
        person=entry.person, purpose=entry.purpose, title=entry.title, people=entry.people,
        is_demo=entry.round.is_demo,
    )  # fmt: skip


# --- what comes back --------------------------------------------------------------------------


def keep_win(*, entry: Entry, by: Who, channel: str) -> Entry:
    """Confirm a win. Raises ``Conflict`` when it was given back or its time is over."""
    until = entry.round.confirm_until
    if until is not None and timezone.now() >= until:
        raise Conflict(_("The time to confirm is over. Please call the counter."))
    return ENTRY.move(entry, "keep_win", by=by, channel=channel, changed_at=timezone.now())


@transaction.atomic
def give_back(*, entry: Entry, by: Who, channel: str) -> Entry:
    """Give a win back. The room stays taken until the second draw, so that nobody is faster than the others."""
    entry = ENTRY.move(entry, "give_back", by=by, channel=channel, changed_at=timezone.now())
    if entry.booking is not None and not _wishing(entry.round, [entry]):
        cancel(booking=entry.booking, by=by, channel=channel, reason=_("Won in the lottery and given back"))
    return entry


@transaction.atomic
def void_unconfirmed(*, round_: Round, by: Who, channel: str) -> int:
    """Take back the wins that were not confirmed in time; returns how many."""
    if round_.confirm_until is None or timezone.now() < round_.confirm_until:
        return 0
    late = list(round_.entries.filter(state=EntryState.WON).select_related("round", "booking__resource"))
    for entry in late:
        give_back(entry=entry, by=by, channel=channel)
    return len(late)


def _came_back(round_: Round) -> list[Entry]:
    """Return the entries whose win was given back and is still kept for the second draw."""
    found = round_.entries.filter(state=EntryState.VOID, booking__state__in=TAKING)
    return list(found.select_related("booking__resource", "won__resource", "round"))


def _wishing(round_: Round, came_back: Sequence[Entry]) -> list[Entry]:
    """Return the entries without a win that wished for one of these, each with those wishes alone."""
    keys = {_key(entry.won) for entry in came_back if entry.won}
    found = []
    for entry in queries.entries_of(round_).filter(state=EntryState.LOST):
        wishes = [wish for wish in entry.wishes.all() if _key(wish) in keys]
        if wishes:
            entry._prefetched_objects_cache["wishes"] = wishes  # type: ignore[attr-defined]
            found.append(entry)
    return found


@transaction.atomic
def draw_again(*, round_: Round, source_kind: str, source_named: str, by: Who, channel: str) -> Round:
    """Make a second, small draw of what was given back, closed at once, with a seed of its own.

    Raises ``Conflict`` when nothing was given back that somebody else wished for.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    came_back = _came_back(round_)
    wishing = _wishing(round_, came_back)
    if round_.state != RoundState.DRAWN or not wishing or round_.again.filter(state=RoundState.CLOSED).exists():
        raise Conflict(_("There is nothing to draw again now."))
    now = timezone.now()
    again = Round.objects.create(
        name=_("%(name)s, second draw") % {"name": round_.name}, month=round_.month, slots=round_.slots, parent=round_,
        opens_at=now - timedelta(seconds=1), closes_at=now, source_kind=source_kind, source_named=source_named,
        is_demo=round_.is_demo,
    )  # fmt: skip
    again.resources.set(round_.resources.all())
    for entry in wishing:
        _copy(entry, again)
    ours = frozenset(entry.booking_id for entry in came_back if entry.booking_id)
    return _close(again, list(queries.entries_of(again)), by, channel, ours)


def _copy(entry: Entry, again: Round) -> None:
    same = {name: getattr(entry, name) for name in (
        "number", "party", "seat", "person", "purpose", "title", "people", "channel", "tickets"
    )}  # fmt: skip
    copy = Entry.objects.create(round=again, **same)
    Wish.objects.bulk_create(
        Wish(entry=copy, rank=rank, resource=wish.resource, starts_at=wish.starts_at, ends_at=wish.ends_at)
        for rank, wish in enumerate(entry.wishes.all(), start=1)
    )


def _give_way(round_: Round, by: Who) -> None:
    """Let go what was kept for a second draw, in the transaction that gives it to the next."""
    for entry in _came_back(round_.parent) if round_.parent else []:
        release(booking=_booking(entry), by=by, channel=CHANNEL, reason=_("Won in the lottery and given back"))


def _booking(entry: Entry) -> Booking:
    assert entry.booking is not None  # noqa: S101  (only such entries came back)
    return entry.booking


@transaction.atomic
def finish_round(*, round_: Round, by: Who, channel: str) -> Round:
    """Finish a round: no win waits, nothing waits for a second draw. Raises ``Conflict`` otherwise."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    waits = (
        round_.entries.filter(state=EntryState.WON).exists() or round_.again.filter(state=RoundState.CLOSED).exists()
    )
    if waits or _wishing(round_, _came_back(round_)):
        raise Conflict(_("Some wins are not confirmed, or something waits for a second draw."))
    for entry in _came_back(round_):
        cancel(booking=_booking(entry), by=by, channel=channel, reason=_("Won in the lottery and given back"))
    return ROUND.move(round_, "finish_round", by=by, channel=channel, changed_at=timezone.now())
