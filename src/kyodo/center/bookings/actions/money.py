"""Writes to the ledger: charge, payment, refund, reversal. Lines are only ever added; the sum says what is owed."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Booking, Posting
from kyodo.center.bookings.paying import Provider, Standing
from kyodo.center.bookings.queries import money as queries
from kyodo.center.bookings.states import Method, PostingKind
from kyodo.center.bookings.steps import numbered
from kyodo.kernel.audit.record import name_of, record
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who


def _hold(booking: Booking) -> Booking:
    """Lock the booking on which the ledger stands, and the cash book of its place."""
    root = Booking.objects.select_for_update().get(pk=queries.root_of(booking).pk)
    numbered.hold(f"cash:{root.resource.facility_id}")
    return root


def _post(root: Booking, kind: str, yen: int, by: Who, channel: str, **more: Any) -> Posting:
    day = today()
    if queries.is_closed(root.resource.facility, day):
        day += timedelta(days=1)
    line = Posting.objects.create(
        booking=root, kind=kind, yen=yen, book_day=day, by=name_of(by), at=timezone.now(), **more
    )
    record(verb=f"post_{kind}", thing=line, by=by, channel=channel, facts={"yen": yen})
    return line


@transaction.atomic
def charge(*, booking: Booking, by: Who, channel: str) -> int:
    """Bring the charge to what is due now, by the table or after a cancellation; returns the balance.

    Doing it twice changes nothing. Raises ``Unusable`` where the fee table has no answer.
    """
    root = _hold(booking)
    due = queries.owed_for(booking)
    if due is None:
        raise Unusable(_("The fee table has no line for this. Please write the fee by hand, with the reason."))
    _charge(root, due, "", by, channel)
    return queries.balance(root)


@transaction.atomic
def charge_by_hand(*, booking: Booking, yen: int, note: str, by: Who, channel: str) -> int:
    """Charge what a person decided, in the place of what stood; returns the balance."""
    if not note.strip():
        raise Unusable(_("Please write the reason for this fee."))
    root = _hold(booking)
    _charge(root, yen, note.strip(), by, channel)
    return queries.balance(root)


def _charge(root: Booking, yen: int, note: str, by: Who, channel: str) -> None:
    standing = list(queries.charged(root))
    if sum(line.yen for line in standing) == yen:
        return
    for line in standing:
        _post(root, PostingKind.REVERSAL, -line.yen, by, channel, reverses=line)
    if yen:
        _post(root, PostingKind.CHARGE, yen, by, channel, note=note[:200])


@transaction.atomic
def pay(
    *, booking: Booking, yen: int, method: str, by: Who, channel: str, note: str = "", reference: str | None = None
) -> Posting:
    """Write down a payment, with its receipt. Raises ``Unusable`` for nothing and for more than is owed."""
    root = _hold(booking)
    owed = queries.balance(root)
    if not 0 < yen <= owed:
        raise Unusable(_("%(owed)s yen are owed. Please write how much of it was paid.") % {"owed": max(owed, 0)})
    return _take(root, yen, by, channel, method=method, note=note[:200], reference=reference)


def _take(root: Booking, yen: int, by: Who, channel: str, is_sample: bool = False, **more: Any) -> Posting:
    line = _post(root, PostingKind.PAYMENT, -yen, by, channel, **more)
    numbered.write_receipt(line, by, channel, is_sample=is_sample)
    return line


@transaction.atomic
def refund(*, booking: Booking, yen: int, method: str, by: Who, channel: str, note: str = "") -> Posting:
    """Write down money given back. Raises ``Unusable`` for more than the house owes."""
    root = _hold(booking)
    owed = -queries.balance(root)
    if not 0 < yen <= owed:
        raise Unusable(_("%(owed)s yen can be given back. Please write how much was.") % {"owed": max(owed, 0)})
    return _post(root, PostingKind.REFUND, yen, by, channel, method=method, note=note[:200])


@transaction.atomic
def reverse(*, posting: Posting, note: str, by: Who, channel: str) -> Posting:
    """Take a mistaken line back by a line of the opposite sign. Raises ``Conflict`` when it was, ``Unusable`` without
    a reason and for a reversal.
    """
    if not note.strip():
        raise Unusable(_("Please write what was wrong."))
    if posting.kind == PostingKind.REVERSAL:
        raise Unusable(_("A reversal is not reversed. Please write the right line anew."))
    root = _hold(posting.booking)
    if Posting.objects.filter(reverses=posting).exists():
        raise Conflict(_("This line has been reversed already. Please open the page again."))
    more = {"reverses": posting, "method": posting.method, "note": note.strip()[:200]}
    return _post(root, PostingKind.REVERSAL, -posting.yen, by, channel, **more)


@transaction.atomic
def settle_online(*, booking: Booking, provider: Provider, standing: Standing, by: Who, channel: str) -> Posting | None:
    """Take over a payment that the provider's own books say was made; the same one again changes nothing.

    Returns None while it is open or failed. What came in counts even where less is owed by now: the house owes it then.
    """
    if standing.state != "paid" or standing.yen <= 0:
        return None
    root, name = _hold(booking), f"{provider.key}:{standing.reference}"
    known = Posting.objects.filter(reference=name).first()
    return known or _take(
        root, standing.yen, by, channel, provider.is_sample, method=Method.ONLINE, reference=name
    )  # fmt: skip
