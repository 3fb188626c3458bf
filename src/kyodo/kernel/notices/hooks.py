from collections.abc import Iterator
from datetime import timedelta

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.jobs.database_clock import later
from kyodo.kernel.jobs.wall import JOBS, RUNNERS, Job, Runner
from kyodo.kernel.notices import backend, digest
from kyodo.kernel.notices.channels import CHANNELS
from kyodo.kernel.notices.deliver import Delivery
from kyodo.kernel.notices.kinds import NOTICE_KINDS, SIGN_IN, UNSOLICITED, NoticeKind
from kyodo.kernel.notices.line import LineChannel, LineReplyChannel
from kyodo.kernel.notices.mail import MailChannel
from kyodo.kernel.notices.models import Gate, Notice
from kyodo.kernel.notices.states import WAITING, NoticeState, Urgency
from kyodo.kernel.registry import CHECKS, CheckItem

#: What was told is kept so long, then deleted with its address.
KEPT = timedelta(days=180)
#: An urgent notice that waits longer than this is worth a line in ``./kyodo check``.
LATE = timedelta(hours=1)


def forget() -> str:
    """Delete notices that ended long ago; returns how many."""
    ended = [NoticeState.SENT, NoticeState.GIVEN_UP, NoticeState.GATHERED, NoticeState.WITHDRAWN]
    old = Notice.objects.filter(state__in=ended, made_at__lt=later(-KEPT))
    parts, _by_kind = old.filter(state=NoticeState.GATHERED).delete()
    whole, _by_kind = old.filter(parts=None).delete()
    Gate.objects.all().delete()
    return f"{parts + whole} notices"


def wrong() -> Iterator[str]:
    """Yield a line for whatever is stuck in the outbox."""
    stuck = Notice.objects.filter(state=NoticeState.SENDING, lease_until__lt=Now()).count()
    if stuck:
        yield f"notices: {stuck} were being sent when their worker ended; start a worker"
    late = Notice.objects.filter(state__in=WAITING, urgency=Urgency.NOW, made_at__lt=later(-LATE))
    late = late.exclude(not_before__gt=later(-LATE))
    if late.exists():
        yield f"notices: {late.count()} wait for more than an hour; are the worker, mail and LINE on?"
    lost = Notice.objects.filter(state=NoticeState.GIVEN_UP, made_at__gt=later(-timedelta(days=7))).count()
    if lost:
        yield f"notices: {lost} of the last seven days could not be sent"


delivery = Delivery()

NOTICE_KINDS.hang(
    NoticeKind(backend.KIND, _("sign-in and staff mail"), Urgency.NOW, SIGN_IN, is_capped=False),
    NoticeKind(backend.UNSOLICITED_KIND, _("sign-up mail"), Urgency.NOW, UNSOLICITED, is_capped=False),
    NoticeKind(digest.KIND, _("weekly digest"), Urgency.NOW, is_capped=False),
)
CHANNELS.hang(MailChannel(), LineChannel(), LineReplyChannel())
RUNNERS.hang(Runner("notices", _("outbox"), delivery.run, delivery.close, order=10))
JOBS.hang(
    Job("notices.digest", _("gather the weekly digests"), digest.gather, every=timedelta(minutes=5)),
    Job("notices.forget", _("forget old notices"), forget, every=timedelta(days=1)),
)
CHECKS.hang(CheckItem("notices", _("outbox"), wrong))
