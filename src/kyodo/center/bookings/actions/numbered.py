"""Papers with a serial number: receipts and invoices. A number is given once, in one row, without gaps."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Booking, Paper, Posting, Serial
from kyodo.center.bookings.queries import money as queries
from kyodo.commons.places.public import Facility
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import in_tokyo, today
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who

MARKS = {Paper.Kind.RECEIPT: "領", Paper.Kind.INVOICE: "請"}


def hold(key: str) -> Serial:
    """Lock a series (or any other key) until the transaction ends."""
    row = Serial.objects.select_for_update().filter(pk=key).first()
    if row is None:
        Serial.objects.bulk_create([Serial(key=key)], ignore_conflicts=True)
        row = Serial.objects.select_for_update().get(pk=key)
    return row


def next_number(kind: str) -> str:
    """Return the next number of a kind of paper in this fiscal year, such as 領2026-00012."""
    year = FiscalYear.current().year
    row = hold(f"{kind}:{year}")
    row.last += 1
    row.save(update_fields=["last"])
    return f"{MARKS[Paper.Kind(kind)]}{year}-{row.last:05d}"


def write_receipt(line: Posting, by: Who, channel: str) -> Paper:
    """Write the receipt of a payment, in its transaction."""
    data = {**_parts(line.booking), "method": line.get_method_display()}
    return _write(Paper.Kind.RECEIPT, line.booking, -line.yen, data, by, channel, posting=line)


@transaction.atomic
def write_invoice(*, booking: Booking, by: Who, channel: str) -> Paper:
    """Return the invoice over what is owed now; the same sum again is the same paper. Raises ``Unusable`` for none."""
    root = Booking.objects.select_for_update().get(pk=queries.root_of(booking).pk)
    owed = queries.balance(root)
    if owed <= 0:
        raise Unusable(_("Nothing is owed, so there is no invoice."))
    last = root.papers.filter(kind=Paper.Kind.INVOICE).order_by("-pk").first()
    if last is not None and last.yen == owed:
        return last
    return _write(Paper.Kind.INVOICE, root, owed, _parts(root), by, channel)


def _write(kind: str, booking: Booking, yen: int, data: dict[str, Any], by: Who, channel: str, **more: Any) -> Paper:
    paper = Paper.objects.create(
        kind=kind, number=next_number(kind), booking=booking, yen=yen, data=data, issued_on=today(), **more
    )
    record(verb=f"write_{kind}", thing=paper, by=by, channel=channel, facts={"yen": yen, "number": paper.number})
    return paper


def _parts(booking: Booking) -> dict[str, Any]:
    """Return what is printed, as it is today; a paper given out does not change when a name does."""
    now = queries.last_of(booking)
    begin, end = in_tokyo(now.starts_at), in_tokyo(now.ends_at)
    place: Facility = now.resource.facility
    return {
        "to": str(now.party or ""), "resource": now.resource.name, "booking": now.code,
        "starts_at": begin.isoformat(), "ends_at": end.isoformat(), "is_yearly": now.resource.is_yearly,
        "issuer": {
            "name": place.name, "operator": place.operator, "postcode": place.postcode, "address": place.address,
            "phone": place.phone,
        },
        "is_demo": now.is_demo or place.is_demo,
    }  # fmt: skip


@transaction.atomic
def count_copy(*, paper: Paper, by: Who, channel: str) -> Paper:
    """Count one more printing of a paper; from the second on it is stamped as issued again."""
    Paper.objects.filter(pk=paper.pk).update(copies=F("copies") + 1)
    paper.refresh_from_db()
    record(verb="print_paper", thing=paper, by=by, channel=channel, facts={"copy": paper.copies})
    return paper
