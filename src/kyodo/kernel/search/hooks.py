from django.utils.translation import gettext_lazy as _

from kyodo.kernel.registry import CHECKS, PUBLIC_TABLES, CheckItem
from kyodo.kernel.search.drift import faults
from kyodo.kernel.search.models import LocalReading, Synonym

CHECKS.hang(CheckItem("search", _("search index"), faults))
# What is found depends on them, so pages of results served again must know of an edit.
PUBLIC_TABLES.hang(Synonym._meta.db_table, LocalReading._meta.db_table)
