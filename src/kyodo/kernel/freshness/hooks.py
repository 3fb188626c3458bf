from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.registry import CHECKS, PUBLIC_TABLES, CheckItem


def missing_triggers() -> Iterator[str]:
    """Yield a line for each public table that lacks its trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT event_object_table FROM information_schema.triggers WHERE trigger_name='kyodo_beat'")
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type='trigger' AND name LIKE 'kyodo_beat_%%'")
        guarded = {row[0] for row in cursor.fetchall()}
    for table in PUBLIC_TABLES:
        if table not in guarded:
            yield f"freshness: the table {table} does not raise the data version; run migrate"


CHECKS.hang(CheckItem("freshness", _("triggers of public tables"), missing_triggers))
