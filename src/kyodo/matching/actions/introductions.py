"""Writes about introductions: each is one transaction with its audit row, and one winner where two act at once."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Actor, Seat, holder_of
from kyodo.commons.asks.public import Ask, AskState, reopen, withdraw
from kyodo.commons.people.public import Consent, Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.trail.walk import came_from
from kyodo.matching.models import Introduction, Need, Offer, Side
from kyodo.matching.queries.beyond import Beyond, beyond_of
from kyodo.matching.queries.introductions import (
    UNDONE_WITHIN,
    accountable_seat,
    mandate_to_ask,
    open_about,
    typed_answers,
    undo_of,
    whole,
)
from kyodo.matching.states import CloseReason, LetterKind, Role, SideAnswer
from kyodo.matching.steps.answers import ask_again, call_off, move, settle
from kyodo.matching.steps.letters import withdraw_letters, write_letter
from kyodo.matching.steps.mandated import date_by_mandate, put_to_side
from kyodo.matching.steps.moves import take_up

#: What a writer of an offer agrees to by ticking "you may pass on my contact when they say yes".
CONSENT = "introduction"
OPEN_OFFERS, OPEN_NEEDS = ("received", "open", "queued"), ("open",)


class BeyondCapacity(Unusable):
    """A host cannot carry one thing more now; ``beyond`` says why and what would fit."""

    status = 409

    def __init__(self, found: Beyond):
        super().__init__(found.words)
        self.beyond = found


# --- draft -----------------------------------------------------------------------------------


@transaction.atomic
def draft_introduction(
    *,
    host: Actor,
    by: Who,
    channel: str,
    first_step: str,
    first_minutes: int,
    need: Need | None = None,
    offer: Offer | None = None,
    guest: Actor | None = None,
    only_first: bool = False,
) -> Introduction:
    """Prepare to bring a host and a guest together, with a first step of an hour or less; nobody is asked yet.

    Raises ``BeyondCapacity`` where the host cannot carry it, ``Conflict`` where the same two are being
    introduced already, ``Unusable`` for what cannot be brought together.
    """
    _check(host, need, offer, guest, first_step, first_minutes)
    found = beyond_of(host, offer, first_minutes, only_first)
    if found:
        raise BeyondCapacity(found)
    try:
        with transaction.atomic():
            introduction = Introduction.objects.create(
                host=host, need=need, offer=offer, guest=guest or (offer.actor if offer else None),
                first_step=first_step.strip()[:200], first_minutes=first_minutes, only_first=only_first,
                made_by=Person.objects.filter(pk=by.pk).first() if by.pk else None, moved_at=timezone.now(),
                is_demo=any(thing.is_demo for thing in (need, offer) if thing),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("These two are being introduced already. Please open that introduction.")) from error
    _host_side(introduction)
    _guest_side(introduction)
    for origin in (need, offer):
        if origin:
            came_from(introduction, origin)
    record(verb="draft", thing=introduction, by=by, channel=channel, facts={"host": host.pk})
    return introduction


def _check(
    host: Actor, need: Need | None, offer: Offer | None, guest: Actor | None, first_step: str, first_minutes: int
) -> None:
    if offer is None and (need is None or guest is None):
        raise Unusable(_("Please choose who could help, or an offer."))
    brings = offer.actor if offer else guest
    if brings and brings.pk == host.pk:
        raise Unusable(_("Nobody can be introduced to themselves. Please choose another host."))
    if offer and offer.state not in OPEN_OFFERS:
        raise Conflict(_("This offer is not looking for a host any more. Please open it to see how it stands."))
    if need and need.state not in OPEN_NEEDS:
        raise Conflict(_("This need is not ready, or is met already. Please open it to see how it stands."))
    if not first_step.strip() or not 1 <= first_minutes <= 60:
        raise Unusable(_("Please write a first step that takes an hour or less."))


def _host_side(introduction: Introduction) -> None:
    mandate = mandate_to_ask(introduction.host)
    seat = accountable_seat(mandate.intermediary) if mandate else None
    mandate = mandate if seat else None
    seat = seat or accountable_seat(introduction.host)
    if seat is None:
        raise Unusable(_("This organization has no seat that could answer. Please add one on its page first."))
    Side.objects.create(introduction=introduction, role=Role.HOST, seat=seat, mandate=mandate)


def _guest_side(introduction: Introduction) -> None:
    offer, guest = introduction.offer, introduction.guest
    seat: Seat | None = offer.seat if offer else None
    person = offer.person if offer and seat is None else None
    if seat is None and person is None and guest:
        seat = accountable_seat(guest)
    if seat is None and person is None:
        raise Unusable(_("Nobody is known who answers for those who would help. Please write down a seat first."))
    said: dict[str, Any] = {}
    if offer and _agreed_before(holder_of(seat) if seat else person):
        said = {"answer": SideAnswer.YES, "channel": "offer", "answered_at": timezone.now()}
    Side.objects.create(introduction=introduction, role=Role.GUEST, seat=seat, person=person, **said)


def _agreed_before(person: Person | None) -> bool:
    now = timezone.now()
    agreed = Consent.objects.filter(person=person, purpose=CONSENT, since__lte=now).exclude(until__lte=now)
    return person is not None and agreed.exists()


# --- ask -------------------------------------------------------------------------------------


@transaction.atomic
def ask_sides(*, introduction: Introduction, by: Who, channel: str) -> Introduction:
    """Ask each side apart; letters wait for ten minutes. Whoever said yes already is asked nothing more.

    Raises ``BeyondCapacity`` where the host filled up since, ``Conflict`` when it was asked already.
    """
    held = _held(introduction)
    if held.state == "drafted":
        found = beyond_of(held.host, held.offer, held.first_minutes, held.only_first)
        if found:
            raise BeyondCapacity(found)
    move(held, "ask", by, channel, asked_at=timezone.now())
    Introduction.objects.filter(pk=held.pk).update(asked_at=_moved_at(held))
    for side in held.sides.all():
        if side.answer in (SideAnswer.WAITING, SideAnswer.UNREACHED) and not _is_open(side):
            put_to_side(held, side, by, channel, UNDONE_WITHIN)
    take_up(held, by, channel)
    return _read(held)


def _moved_at(introduction: Introduction) -> datetime:
    return Introduction.objects.values_list("moved_at", flat=True).get(pk=introduction.pk)


def _is_open(side: Side) -> bool:
    return side.ask is not None and side.ask.state == AskState.OPEN


def _held(introduction: Introduction) -> Introduction:
    """Return an introduction with its sides, held with its asks until the end of the transaction: asks first."""
    asks = Side.objects.filter(introduction=introduction, ask__isnull=False).values("ask")
    list(Ask.objects.select_for_update().filter(pk__in=asks).order_by("pk"))
    list(Introduction.objects.select_for_update().filter(pk=introduction.pk).values_list("pk"))
    return _read(introduction)


def _read(introduction: Introduction) -> Introduction:
    return whole(Introduction.objects.all()).get(pk=introduction.pk)


# --- the meeting -----------------------------------------------------------------------------


@transaction.atomic
def fix_meeting(*, introduction: Introduction, at: datetime, place: str, by: Who, channel: str) -> Introduction:
    """Fix when and where they meet, and write to both sides with each other's contact; letters wait for ten minutes.

    Raises ``Unusable`` for a moment that is over or no place, ``Conflict`` unless both have said yes.
    """
    if at <= timezone.now():
        raise Unusable(_("That moment is over. Please choose a later one."))
    if not place.strip():
        raise Unusable(_("Please write where they meet."))
    held = _held(introduction)
    if any(side.answer != SideAnswer.YES for side in held.sides.all()):
        raise Conflict(_("Both sides have to say yes first. Please open the page again to see how it stands."))
    move(held, "fix_meeting", by, channel, meeting_at=at, meeting_place=place.strip()[:150])
    _write_to_both(_read(held), by, channel)
    return _read(held)


def _write_to_both(introduction: Introduction, by: Who, channel: str) -> None:
    """Write to each side with the other's contact."""
    for side in introduction.sides.all():
        date_by_mandate(introduction, side, by, channel)
        write_letter(
            kind=LetterKind.MEETING, role=Role(side.role), introduction=introduction, hold=UNDONE_WITHIN, by=by,
            channel=channel,
        )  # fmt: skip


# --- close kindly ----------------------------------------------------------------------------


@transaction.atomic
def close_introduction(*, introduction: Introduction, reason: CloseReason, by: Who, channel: str) -> Introduction:
    """Close an introduction kindly: nothing more is asked, and every side that was asked is told why.

    The letters wait for ten minutes. Raises ``Conflict`` when it has ended already.
    """
    held = _held(introduction)
    was = held.state
    move(held, "close", by, channel, close_reason=reason)
    held = _read(held)
    for side in held.sides.all():
        if side.ask and side.ask.state == AskState.OPEN:
            withdraw(ask=side.ask, by=by, channel=channel)
    if was == "meeting":
        call_off(held, by, channel)
    for side in held.sides.all():
        if was != "drafted" and side.ask_id:
            write_letter(
                kind=LetterKind.CLOSING, role=Role(side.role), introduction=held, hold=UNDONE_WITHIN, by=by,
                channel=channel,
            )  # fmt: skip
    return held


@transaction.atomic
def close_others(*, thing: Need | Offer, by: Who, channel: str) -> int:
    """Close kindly what is still open about a need or an offer that is met; returns how many. All or none.

    Raises ``Conflict`` unless it is met and something about it is open.
    """
    found = list(open_about(thing).order_by("pk")) if thing.state == "met" else []
    if not found:
        raise Conflict(_("Nothing else is open about this. Please open the page again to see how it stands."))
    for introduction in found:
        close_introduction(introduction=introduction, reason=CloseReason.SOLVED, by=by, channel=channel)
    return len(found)


# --- undo ------------------------------------------------------------------------------------


@transaction.atomic
def undo(*, introduction: Introduction, by: Who, channel: str) -> Introduction:
    """Undo the desk's last step, for ten minutes. Raises ``Conflict`` once that is over, or when somebody answered."""
    held = _held(introduction)
    open_one = undo_of(held)
    if open_one is None:
        raise Conflict(_("This can no longer be undone. Please open the page again to see how it stands."))
    {"take_back": _take_back, "unfix": _unfix, "reopen": _reopen, "wait_again": _wait_again}[open_one.verb](
        held, by, channel
    )
    return _read(held)


def _take_back(held: Introduction, by: Who, channel: str) -> None:
    for side in held.sides.all():
        if _is_open(side) and side.ask:
            withdraw(ask=side.ask, by=by, channel=channel)
            Side.objects.filter(pk=side.pk).update(ask=None)
    move(held, "take_back", by, channel, asked_at=None)


def _unfix(held: Introduction, by: Who, channel: str) -> None:
    call_off(held, by, channel)
    move(held, "unfix", by, channel, meeting_at=None, meeting_place="")


def _wait_again(held: Introduction, by: Who, channel: str) -> None:
    for reply in typed_answers(held).select_related("ask"):
        reopen(ask=reply.ask, by=by, channel=channel)


def _reopen(held: Introduction, by: Who, channel: str) -> None:
    """Let it stand where it stood: what was taken back is asked again under its old code."""
    withdraw_letters(introduction=held, kinds=(LetterKind.CLOSING,), by=by, channel=channel)
    move(held, "reopen", by, channel, close_reason="")
    if held.asked_at is None:
        return
    move(held, "ask", by, channel)
    for side in held.sides.all():
        if side.answer == SideAnswer.WAITING:
            ask_again(held, side, by, channel)
    stands = settle(held, by, channel)
    if held.meeting_at and stands.state == "accepted" and held.meeting_at > timezone.now():
        move(stands, "fix_meeting", by, channel)
        _write_to_both(_read(stands), by, channel)
