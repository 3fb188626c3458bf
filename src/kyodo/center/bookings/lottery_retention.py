"""What is forgotten of the lottery and of papers, and when."""

from datetime import datetime

from django.db import transaction

from kyodo.center.bookings.models import Entry, Paper
from kyodo.kernel.audit.record import record_many
from kyodo.kernel.permissions import SYSTEM

AT_ONCE = 500


@transaction.atomic
def forget_entries(before: datetime) -> int:
    """Forget the words and the person of entries that were made before a moment; return how many."""
    told = Entry.objects.filter(made_at__lt=before).exclude(title="", person=None, seat=None)
    found = list(told.order_by("pk")[:AT_ONCE])
    Entry.objects.filter(pk__in=[one.pk for one in found]).update(title="", person=None, seat=None)
    record_many(verb="forget", things=found, by=SYSTEM, channel="retention")
    return len(found)


@transaction.atomic
def forget_names_on_papers(before: datetime) -> int:
    """Take the names off invoices and receipts that were issued before a moment; return how many."""
    told = Paper.objects.filter(issued_on__lt=before.date()).exclude(data__to="")
    found = list(told.order_by("pk")[:AT_ONCE])
    for paper in found:
        paper.data["to"] = ""
    Paper.objects.bulk_update(found, ["data"])
    record_many(verb="forget", things=found, by=SYSTEM, channel="retention")
    return len(found)
