"""PostgreSQL: tokens in a ``tsvector`` without positions, under a GIN index.

Without positions and weights the index alone decides what matches, so no stored vector
is ever read. The planner does not know what reading vectors costs and would now and then
rather scan the table: the two functions forbid it for themselves.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.db import connection

from kyodo.kernel.prepared.driver import ask
from kyodo.kernel.search.analyzer.query import Query
from kyodo.kernel.search.stores.base import Candidate, Narrowing, Row
from kyodo.kernel.search.stores.expression import Dialect

_DIALECT = Dialect(lambda token, prefix: f"'{token}':*" if prefix else f"'{token}'", " & ", " | ", " & !")
# The group of each match, in one array: they are counted sooner here than there.
_GROUPS = "SELECT kyodo_search_groups(%s)"
# OFFSET 0: a text is looked up for each of the few; the planner would read all texts for a thousand.
_HEAD = (
    "SELECT h.id, h.tier, t.folded_title, t.folded_reading, t.opening "
    "FROM kyodo_search_head(%s, %s::bigint[], %s::bigint[], %s, %s) WITH ORDINALITY AS h (id, tier, place) "
    "CROSS JOIN LATERAL (SELECT * FROM search_searchtext WHERE document_id = h.id OFFSET 0) t ORDER BY h.place"
)
_WRITE = (
    "INSERT INTO search_searchdocument AS d (kind, key, group_id, standing, tokens) "
    "VALUES (%s, %s, %s, %s, array_to_tsvector(string_to_array(%s, ' '))) ON CONFLICT (kind, key) DO UPDATE "
    "SET group_id = excluded.group_id, standing = excluded.standing, tokens = excluded.tokens RETURNING id"
)


class Postgres:
    """The store on PostgreSQL."""

    def write(self, rows: Sequence[Row]) -> list[int]:
        ids = []
        with connection.cursor() as cursor:
            for row in rows:
                cursor.execute(_WRITE, [row.kind, row.key, row.group_id, row.standing, " ".join(row.tokens)])
                ids.append(int(cursor.fetchone()[0]))
        return ids

    def erase(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_searchtext WHERE document_id = ANY(%s)", [list(ids)])
            cursor.execute("DELETE FROM search_searchdocument WHERE id = ANY(%s)", [list(ids)])

    def groups(self, query: Query) -> Mapping[int, int]:
        ((groups,),) = ask(_GROUPS, [_DIALECT.anywhere(query)], binary=True)
        return Counter(groups or ())

    def head(self, query: Query, narrowing: Narrowing, *, limit: int, offset: int) -> list[Candidate]:
        tiers = [_DIALECT.in_title(query), _DIALECT.about(query), _DIALECT.others(query)]
        groups = list(narrowing.groups)
        only, without = (None, groups or None) if narrowing.leave_out else (groups, None)
        return list(map(Candidate._make, ask(_HEAD, [tiers, only, without, limit, offset], binary=True)))

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('search_tokens')")
            cursor.execute("ANALYZE search_searchdocument")

    def faults(self) -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT kind, key FROM search_searchdocument WHERE tokens IS NULL")
            for kind, key in cursor.fetchall():
                yield f"search: {kind}/{key} has no tokens"
