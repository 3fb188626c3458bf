from datetime import time

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.registry import CHECKS, CheckItem
from kyodo.kernel.sealed.keys import unreadable, wrap_anew

CHECKS.hang(CheckItem("sealed", _("keys of sealed texts"), unreadable))
JOBS.hang(Job("sealed.wrap", _("wrap keys of sealed texts under the present key"), wrap_anew, daily_at=time(3, 40)))
