"""What comes due by the clock: letters of the sendings under way, and those that did not arrive."""

from datetime import timedelta

from django.utils import timezone

from kyodo.center.newsletters.actions.readers import erase_reader, keep_bounce
from kyodo.center.newsletters.actions.sending import finish_mailing, write_batch
from kyodo.center.newsletters.models import Mailing, Reader
from kyodo.center.newsletters.queries.readers import given_up, progress
from kyodo.kernel.permissions import SYSTEM

CHANNEL = "clock"
#: Batches of a sending in one run, once a minute: a hundred letters.
AT_ONCE = 4
#: Mailings whose letters may still come back.
LOOKED_AT = timedelta(days=14)


def send_letters() -> str:
    """Write the next batches of every sending under way; returns how many readers were dealt with.

    A batch is one transaction: a worker that is killed within it leaves nothing behind, and the next goes on there.
    """
    under_way = list(Mailing.objects.filter(written_at=None, paused_at=None).order_by("started_at"))
    turns = (mailing for mailing in under_way for _turn in range(AT_ONCE))
    dealt = sum(write_batch(mailing=mailing, by=SYSTEM, channel=CHANNEL) for mailing in turns)
    return f"{dealt} letters"


def follow_letters() -> str:
    """Count letters that did not arrive, note sendings that are done, and forget readers whose person was erased."""
    bounced = 0
    for mailing in Mailing.objects.filter(started_at__gt=timezone.now() - LOOKED_AT).select_related("issue__series"):
        for pk, said in list(given_up(mailing)):
            reader = Reader.objects.filter(pk=pk).first()
            if reader:
                bounced += keep_bounce(mailing=mailing, reader=reader, said=said, by=SYSTEM, channel=CHANNEL)
        if mailing.written_at and not mailing.finished_at and not progress(mailing)["waiting"]:
            finish_mailing(mailing=mailing, by=SYSTEM, channel=CHANNEL)
    for reader in Reader.objects.filter(person__erased_at__isnull=False):
        erase_reader(reader=reader, by=SYSTEM, channel=CHANNEL)
    return f"{bounced} bounced"
