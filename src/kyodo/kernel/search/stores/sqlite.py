"""SQLite: tokens in a contentless FTS5 table without positions.

FTS5 forgets a contentless row only when told its tokens again, so they are kept packed
beside it. Its tokenizer ``ascii`` splits at ASCII punctuation and nowhere else: what the
analyzer calls a token is a token there too.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.db import connection

from kyodo.kernel.search.analyzer.query import Query
from kyodo.kernel.search.stores.base import Candidate, Narrowing, Row
from kyodo.kernel.search.stores.expression import Dialect

_DIALECT = Dialect(lambda token, prefix: f'"{token}"*' if prefix else f'"{token}"', " AND ", " OR ", " NOT ")
_WRITE = (
    "INSERT INTO search_searchdocument (kind, key, group_id, standing) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (kind, key) DO UPDATE SET group_id = excluded.group_id, standing = excluded.standing RETURNING id"
)
_MATCHES = (
    "FROM search_tokens CROSS JOIN search_searchdocument d ON d.id = search_tokens.rowid WHERE search_tokens MATCH %s"
)
# One text of all: neither a tree to sort them in nor a row of the result for each.
_GROUPS = f"SELECT group_concat(d.group_id) {_MATCHES}"
_TIER = f"SELECT * FROM (SELECT d.id, %s AS tier {_MATCHES} {{narrowed}} ORDER BY d.standing DESC LIMIT %s)"  # noqa: S608  (constants)
_HEAD = (
    "SELECT t.document_id, h.tier, t.folded_title, t.folded_reading, t.opening "
    "FROM ({tiers} LIMIT %s OFFSET %s) h CROSS JOIN search_searchtext t ON t.document_id = h.id"
)
_IN_GROUPS = "AND d.group_id IN (SELECT value FROM json_each(%s))"
_NOT_IN_GROUPS = "AND d.group_id NOT IN (SELECT value FROM json_each(%s))"


class Sqlite:
    """The store on SQLite."""

    def write(self, rows: Sequence[Row]) -> list[int]:
        with connection.cursor() as cursor:
            ids = []
            for row in rows:
                cursor.execute(_WRITE, [row.kind, row.key, row.group_id, row.standing])
                ids.append(int(cursor.fetchone()[0]))
            self._forget(ids)
            tokens = [" ".join(row.tokens) for row in rows]
            cursor.executemany(
                "INSERT INTO search_tokens (rowid, tokens) VALUES (%s, %s)", list(zip(ids, tokens, strict=True))
            )
            packed = [(n, zlib.compress(text.encode(), 1)) for n, text in zip(ids, tokens, strict=True)]
            cursor.executemany("INSERT INTO search_packed (document_id, tokens) VALUES (%s, %s)", packed)
        return ids

    def _forget(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            for number in ids:
                cursor.execute("DELETE FROM search_packed WHERE document_id = %s RETURNING tokens", [number])
                found = cursor.fetchall()
                if found:
                    cursor.execute(
                        "INSERT INTO search_tokens (search_tokens, rowid, tokens) VALUES ('delete', %s, %s)",
                        [number, zlib.decompress(found[0][0]).decode()],
                    )

    def erase(self, ids: Sequence[int]) -> None:
        self._forget(ids)
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_searchtext WHERE document_id = %s", [(number,) for number in ids])
            cursor.executemany("DELETE FROM search_searchdocument WHERE id = %s", [(number,) for number in ids])

    def groups(self, query: Query) -> Mapping[int, int]:
        with connection.cursor() as cursor:
            cursor.execute(_GROUPS, [_DIALECT.anywhere(query)])
            joined = cursor.fetchone()[0]
            return Counter(map(int, joined.split(","))) if joined else {}

    def head(self, query: Query, narrowing: Narrowing, *, limit: int, offset: int) -> list[Candidate]:
        narrowed = "" if narrowing.is_all else _NOT_IN_GROUPS if narrowing.leave_out else _IN_GROUPS
        listed = [] if narrowing.is_all else [f"[{','.join(map(str, narrowing.groups))}]"]
        tiers = (_DIALECT.in_title(query), _DIALECT.about(query), _DIALECT.others(query))
        values: list[str | int] = []
        for tier, expression in enumerate(tiers, 1):
            values += [tier, expression, *listed, limit + offset]
        part = _TIER.format(narrowed=narrowed)
        with connection.cursor() as cursor:
            cursor.execute(_HEAD.format(tiers=f"{part} UNION ALL {part} UNION ALL {part}"), [*values, limit, offset])
            return list(map(Candidate._make, cursor.fetchall()))

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_tokens (search_tokens) VALUES ('optimize')")
            cursor.execute("ANALYZE search_searchdocument")

    def faults(self) -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, key FROM search_searchdocument WHERE id NOT IN (SELECT document_id FROM search_packed)"
            )
            for kind, key in cursor.fetchall():
                yield f"search: {kind}/{key} has no tokens"
            cursor.execute(
                "SELECT count(*) FROM search_packed WHERE document_id NOT IN (SELECT id FROM search_searchdocument)"
            )
            alone = cursor.fetchone()[0]
            if alone:
                yield f"search: tokens without a document: {alone}"
