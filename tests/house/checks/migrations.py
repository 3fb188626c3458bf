"""Migrations: none missing, none that cannot be taken back."""

from collections.abc import Iterable
from typing import Any

from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.operations.base import Operation


def irreversible(migrations: Iterable[tuple[str, Iterable[Any]]]) -> list[str]:
    """Return the operations that cannot be undone; each migration is (name, operations)."""
    return [
        f"{name}: {type(operation).__name__}"
        for name, operations in migrations
        for operation in operations
        if isinstance(operation, Operation) and not _goes_back(operation)
    ]


def _goes_back(operation: Operation) -> bool:
    if isinstance(operation, RunPython):
        return operation.reverse_code is not None
    if isinstance(operation, RunSQL):
        return operation.reverse_sql is not None
    return bool(operation.reversible)
