"""Writes about letters of the desk."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who
from kyodo.matching.models import Letter
from kyodo.matching.steps.letters import write_letter

__all__ = ["mark_letter_printed", "write_letter"]


@transaction.atomic
def mark_letter_printed(*, letter: Letter, by: Who, channel: str) -> Letter:
    """Write down that a letter was printed and sent by post. Raises ``Conflict`` while it may still be taken back,
    when it was taken back or was printed already."""
    now = timezone.now()
    here = Letter.objects.filter(pk=letter.pk, printed_at=None, withdrawn_at=None, not_before__lte=now)
    if not here.update(printed_at=now):
        raise Conflict(_("This letter was taken back or printed already, or it still waits. Please open it again."))
    letter.refresh_from_db()
    record(verb="print", thing=letter, by=by, channel=channel)
    return letter
