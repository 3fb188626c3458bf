"""The database's clock: the one clock that all processes and machines share.

Leases and limits are written and compared by it, so a machine whose own clock is wrong
neither steals a lease nor keeps one for ever.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from kyodo.kernel.prepared.driver import ask

_QUERY = {
    "postgresql": "SELECT STATEMENT_TIMESTAMP()",
    "sqlite": "SELECT STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW')",
}


def later(delta: timedelta) -> Combinable:
    """Return the expression for "now by the database, plus ``delta``" (which may be negative)."""
    return ExpressionWrapper(Now() + Value(delta, DurationField()), output_field=DateTimeField())


def database_now() -> datetime:
    """Return the database's present moment, aware; costs one query."""
    found = ask(_QUERY[connection.vendor], [])[0][0]
    return found if isinstance(found, datetime) else datetime.fromisoformat(found).replace(tzinfo=UTC)
