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

_MOMENT = {
    "postgresql": "STATEMENT_TIMESTAMP()",
    "sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW')",
}


def later(delta: timedelta) -> Combinable:
    """Return the expression for "now by the database, plus ``delta``" (which may be negative)."""
    return ExpressionWrapper(Now() + Value(delta, DurationField()), output_field=DateTimeField())


def database_now() -> datetime:
    """Return the database's present moment, aware; costs one query."""
    return moment_of(ask(f"SELECT {moment_here()}", [])[0][0])


def moment_here() -> str:
    """Return the SQL of the database's present moment, for a statement that asks for more at the same time."""
    return _MOMENT[connection.vendor]


def moment_of(told: datetime | str) -> datetime:
    """Return the moment that a database tells: SQLite does so as a text in UTC."""
    return told if isinstance(told, datetime) else datetime.fromisoformat(told).replace(tzinfo=UTC)
