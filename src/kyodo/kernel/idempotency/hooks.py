from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.idempotency.models import Sending
from kyodo.kernel.jobs.database_clock import later
from kyodo.kernel.jobs.wall import JOBS, Job

KEPT = timedelta(days=7)


def forget() -> str:
    """Delete old keys; returns how many in words."""
    gone, _by_kind = Sending.objects.filter(made_at__lt=later(-KEPT)).delete()
    return f"{gone} keys"


JOBS.hang(Job("idempotency.forget", _("forget old form keys"), forget, daily_at=time(3, 30)))
