"""Invoices are made, papers are printed."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Booking, Paper
from kyodo.center.bookings.queries import money as queries
from kyodo.center.bookings.steps.numbered import parts_of, write_paper
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who


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
    return write_paper(Paper.Kind.INVOICE, root, owed, parts_of(root), by, channel)


@transaction.atomic
def count_copy(*, paper: Paper, by: Who, channel: str) -> Paper:
    """Count one more printing of a paper; from the second on it is stamped as issued again."""
    Paper.objects.filter(pk=paper.pk).update(copies=F("copies") + 1)
    paper.refresh_from_db()
    record(verb="print_paper", thing=paper, by=by, channel=channel, facts={"copy": paper.copies})
    return paper
