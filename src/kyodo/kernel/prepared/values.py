"""What a column takes nearly as it is, and needs no preparing: most of what is asked and written is such."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db.models import BooleanField, CharField, DateTimeField, ForeignKey, IntegerField, TextField

type Ready = tuple[type | None, Callable[[Any], Any] | None]


def ready(field: Any, vendor: str) -> Ready:
    """Say of a field of which type a value is soon ready for its column, and by what; (None, None) where by no type."""
    kinds = {CharField: str, TextField: str, IntegerField: int, BooleanField: bool, DateTimeField: datetime}
    target: Any = field.target_field if isinstance(field, ForeignKey) else field
    own = target.get_db_prep_save, target.get_db_prep_value, target.get_prep_value
    is_django = all(method.__func__.__module__.startswith("django.db.models") for method in own)
    plain = next((plain for kind, plain in kinds.items() if is_django and isinstance(target, kind)), None)
    return plain, _moment_of[vendor] if plain is datetime else None


def sqlite_moment(moment: datetime) -> str:
    """Write a moment as SQLite keeps it."""
    return str(_with_zone(moment).astimezone(UTC).replace(tzinfo=None))


def _with_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} says not where it is meant")
    return moment


_moment_of: dict[str, Callable[[datetime], Any]] = {"sqlite": sqlite_moment, "postgresql": _with_zone}
