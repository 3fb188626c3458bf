"""What the search asks of a database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django.db import connection

from kyodo.kernel.search.analyzer.query import Query


@dataclass(frozen=True)
class Row:
    """A document's narrow row with its tokens, as it is written."""

    kind: str
    key: str
    group_id: int
    standing: int
    tokens: Sequence[str]


class Candidate(NamedTuple):
    """What the ranking reads of a document."""

    id: int
    tier: int
    folded_title: str
    folded_reading: str
    opening: str


@dataclass(frozen=True)
class Narrowing:
    """Only these groups, or all but these. Nothing to leave out means all."""

    groups: Sequence[int] = ()
    leave_out: bool = True

    @property
    def is_all(self) -> bool:
        """Say whether it narrows nothing."""
        return self.leave_out and not self.groups


class Store(Protocol):
    """One database's way to keep tokens and to match them. All of it inside the caller's transaction."""

    def write(self, rows: Sequence[Row]) -> list[int]:
        """Write rows with their tokens, new or in place of the old ones; return their ids in order."""
        ...

    def erase(self, ids: Sequence[int]) -> None:
        """Delete rows and their tokens."""
        ...

    def groups(self, query: Query) -> Mapping[int, int]:
        """Return the number of matches by group id over all matches."""
        ...

    def head(self, query: Query, narrowing: Narrowing, *, limit: int, offset: int) -> list[Candidate]:
        """Return matches in fixed order: tier, then standing, greatest first.

        Tier 1: every word stands in the title; 2: the text is about every word; 3: the
        rest.
        """
        ...

    def tidy(self) -> None:
        """Put the index in its best order after much was written."""
        ...

    def faults(self) -> Iterable[str]:
        """Yield a line for each document whose tokens are missing and for tokens without a document."""
        ...


def store() -> Store:
    """Return the store of the database in use."""
    if connection.vendor == "postgresql":
        from kyodo.kernel.search.stores.postgres import Postgres

        return Postgres()
    from kyodo.kernel.search.stores.sqlite import Sqlite

    return Sqlite()
