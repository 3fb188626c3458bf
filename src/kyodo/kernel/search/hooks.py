from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.registry import CHECKS, PUBLIC_TABLES, CheckItem
from kyodo.kernel.search import cms  # noqa: F401  (registers what staff edit)
from kyodo.kernel.search.drift import faults
from kyodo.kernel.search.index import rebuild
from kyodo.kernel.search.models import LocalReading, Synonym

CHECKS.hang(CheckItem("search", _("search index"), faults))
# What is found depends on them, so pages of results served again must know of an edit.
PUBLIC_TABLES.hang(Synonym._meta.db_table, LocalReading._meta.db_table)


def mend() -> str:
    """Write what differs from its source: above all documents with a name whose reading was changed by day."""
    return f"{rebuild(force=False)} written"


JOBS.hang(Job("search", _("search index"), mend, daily_at=time(3, 20), longest=timedelta(hours=2)))
