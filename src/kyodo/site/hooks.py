from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.site.cms.traces import publish_scheduled

JOBS.hang(Job("cms", _("pages published by date"), publish_scheduled, every=timedelta(minutes=5)))
