"""Papers with a serial number: receipts and invoices. A number is given once, in one row, without gaps."""

from typing import Any

from kyodo.center.bookings.models import Booking, Paper, Posting, Serial
from kyodo.center.bookings.queries import money as queries
from kyodo.commons.places.public import Facility
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import in_tokyo, today
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


def write_receipt(line: Posting, by: Who, channel: str, is_sample: bool = False) -> Paper:
    """Write the receipt of a payment, in its transaction; ``is_sample``: no money moved."""
    data = {**parts_of(line.booking), "method": line.get_method_display()}
    data["is_demo"] = data["is_demo"] or is_sample
    return write_paper(Paper.Kind.RECEIPT, line.booking, -line.yen, data, by, channel, posting=line)


def write_paper(
    kind: str, booking: Booking, yen: int, data: dict[str, Any], by: Who, channel: str, **more: Any
) -> Paper:
    """Write a paper with the next number of its kind, in its transaction."""
    paper = Paper.objects.create(
        kind=kind, number=next_number(kind), booking=booking, yen=yen, data=data, issued_on=today(), **more
    )
    record(verb=f"write_{kind}", thing=paper, by=by, channel=channel, facts={"yen": yen, "number": paper.number})
    return paper


def parts_of(booking: Booking) -> dict[str, Any]:
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
