"""Notices that stand on the pages of rooms."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kyodo.center.bookings.models import PostedNotice, Resource
from kyodo.commons.places.public import Facility
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who


@transaction.atomic
def post_notice(
    *,
    facility: Facility,
    resource: Resource | None,
    text: str,
    shown_from: date,
    shown_until: date,
    by: Who,
    channel: str,
) -> PostedNotice:
    """Show a sentence on the page of a resource, or of all of a place. Raises ``Unusable`` when it ends too early."""
    if shown_until < shown_from:
        raise Unusable(_("The last day is before the first. Please write the days again."))
    notice = PostedNotice.objects.create(
        facility=facility, resource=resource, text=text, shown_from=shown_from, shown_until=shown_until
    )
    record(verb="post", thing=notice, by=by, channel=channel)
    return notice


@transaction.atomic
def take_down(*, notice: PostedNotice, by: Who, channel: str) -> None:
    """Take a notice away."""
    record(verb="take_down", thing=notice, by=by, channel=channel)
    notice.delete()
