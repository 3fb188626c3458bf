"""The waiting list: who gets what somebody else gave back is drawn, and held for them until they answer."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions.writing import release as give_back
from kyodo.center.bookings.actions.writing import reserve
from kyodo.center.bookings.admission import check_period
from kyodo.center.bookings.models import Booking, Wait
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import WAIT, Channel, WaitState
from kyodo.center.bookings.steps import letters
from kyodo.center.bookings.steps.cells import expire, lock_parties, lock_resources, lock_units
from kyodo.kernel.audit.record import record
from kyodo.kernel.draws.equals import drawn_at_once
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.text.letters import with_new_code

#: How long somebody who was drawn has to answer, but never longer than half of the time until it begins.
ANSWER_WITHIN = timedelta(hours=24)


@transaction.atomic
def join(*, request: Request, by: Who, channel: str) -> Wait:
    """Put a party on the waiting list for a period.

    Raises ``Conflict`` when it waits for it already, ``Refused`` for somebody else's party, ``Unusable`` for
    what is no period or over.
    """
    assert request.party is not None  # noqa: S101  (the form asks for it)
    check_period(request.resource, request.starts_at, request.ends_at)
    if request.starts_at <= timezone.now():
        raise Unusable(_("This time has begun already. Please choose a later one."))
    rules.require_reserving(by, False, request.party, "")
    columns = {
        "resource": request.resource, "starts_at": request.starts_at, "ends_at": request.ends_at,
        "party": request.party, "seat": request.seat, "person": request.person, "purpose": request.purpose,
        "people": request.people,
    }  # fmt: skip
    try:
        wait = with_new_code(lambda: Wait.objects.create(**columns))
    except IntegrityError as error:
        raise Conflict(_("You are on the waiting list for this time already.")) from error
    record(verb="wait", thing=wait, by=by, channel=channel)
    return wait


@transaction.atomic
def leave(*, wait: Wait, by: Who, channel: str) -> Wait:
    """Leave the waiting list; what was offered is given back and offered to the next."""
    booking = wait.booking
    wait = WAIT.move(wait, "leave", by=by, channel=channel, changed_at=timezone.now())
    if booking is not None and booking.state == "held":
        cancel(booking=booking, by=by, channel=channel)
    return wait


@transaction.atomic
def cancel(
    *, booking: Booking, by: Who, channel: str, reason: str = "", by_house: bool = False, tells: bool = False
) -> Booking:
    """Cancel a booking and offer what becomes free to whoever waits, in drawn order, in the same transaction.

    So nobody gets in between. ``by_house``: for the house's own reason, so nothing stays due. ``tells`` writes to its
    party: somebody else cancelled it for them. Raises ``Conflict`` when the booking was dealt with already.
    """
    booking = Booking.objects.select_related("resource").get(pk=booking.pk)
    waits = _lock_waiting(booking)
    booking = give_back(booking=booking, by=by, channel=channel, reason=reason, by_house=by_house)
    _pass(booking)
    if tells:
        letters.tell_cancelled(booking)
    _offer(booking, waits)
    return booking


@transaction.atomic
def let_go(*, booking: Booking, by: Who, channel: str) -> bool:
    """End a hold that is over by the database's clock, and offer it to the next; say whether it was over."""
    booking = Booking.objects.select_related("resource").get(pk=booking.pk)
    waits = _lock_waiting(booking)
    lock_resources(booking)
    if not expire([booking.pk], by, channel):
        return False
    _pass(booking)
    _offer(booking, waits)
    return True


def _lock_waiting(booking: Booking) -> list[Wait]:
    """Lock who waits for a part of this period (parties, then units); return them as they stand under the lock."""
    waiting = Q(
        state=WaitState.WAITING, starts_at__gte=timezone.now(), starts_at__lt=booking.ends_at,
        ends_at__gt=booking.starts_at, resource__units__resources=booking.resource_id,
    )  # fmt: skip
    found = Wait.objects.filter(waiting).distinct().select_related("resource")
    asked = list(found)
    lock_parties(wait.party_id for wait in asked)
    extras = [extra.resource for extra in booking.extras.select_related("resource")]
    lock_units([booking.resource, *extras, *(wait.resource for wait in asked)])
    fresh = Wait.objects.filter(pk__in=[wait.pk for wait in asked], state=WaitState.WAITING)
    return list(fresh.select_related("resource__conditions", "resource__facility", "party", "seat", "person"))


def _pass(booking: Booking) -> None:
    wait = Wait.objects.filter(booking=booking, state=WaitState.OFFERED).first()
    if wait is not None:
        WAIT.move(wait, "pass", by=SYSTEM, channel=Channel.WAITING, changed_at=timezone.now())


def _offer(given_back: Booking, waits: Sequence[Wait]) -> None:
    """Offer what is free to those who wait, in drawn order; whoever does not fit stays on the list."""
    if not waits:
        return
    by_code = {wait.code: wait for wait in waits}
    draw = drawn_at_once(f"waiting list {given_back.code}", by_code)
    for number, place in enumerate(draw.order, 1):
        wait = by_code[place.entry]
        try:
            booking = _hold_for(wait)
        except (Conflict, Refused, Unusable):
            continue
        facts = {"place": number, "of": len(draw.order), "list": draw.listing.text, "seed": draw.seed}
        wait = WAIT.move(
            wait, "offer", by=SYSTEM, channel=Channel.WAITING, facts=facts, booking=booking, changed_at=timezone.now()
        )
        letters.tell_offered(wait, booking)


def _hold_for(wait: Wait) -> Booking:
    request = Request(
        resource=wait.resource, starts_at=wait.starts_at, ends_at=wait.ends_at, party=wait.party, seat=wait.seat,
        person=wait.person, purpose=wait.purpose, people=wait.people,
    )  # fmt: skip
    hold = min(ANSWER_WITHIN, (wait.starts_at - timezone.now()) / 2)
    return reserve(request=request, by=SYSTEM, channel=Channel.WAITING, hold=hold)


@transaction.atomic
def close_over(*, by: Who, channel: str) -> int:
    """Close what was waited for until it began; returns how many."""
    over = list(Wait.objects.filter(state=WaitState.WAITING, starts_at__lte=timezone.now())[:200])
    for wait in over:
        WAIT.move(wait, "close", by=by, channel=channel, changed_at=timezone.now())
    return len(over)
