# ruff: noqa: S608  (constants only)
"""The token index: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL.

What :mod:`kyodo.kernel.search.stores` writes and reads. Kept here whole, as a migration is history.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "CREATE VIRTUAL TABLE search_tokens USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii')",
    "CREATE TABLE search_packed (document_id integer PRIMARY KEY, tokens blob NOT NULL)",
)
SQLITE_DROP = ("DROP TABLE search_packed", "DROP TABLE search_tokens")

_SETTINGS = "LANGUAGE sql STABLE SET enable_seqscan = off SET work_mem = '32MB' SET jit = off"
_TIER = """SELECT * FROM (SELECT d.id, {tier} AS tier FROM search_searchdocument d
    WHERE d.tokens @@ $1[{tier}]::tsquery AND ($2 IS NULL OR d.group_id IN (SELECT unnest($2)))
    AND d.group_id NOT IN (SELECT unnest($3)) ORDER BY d.standing DESC LIMIT $4 + $5) AS tier_{tier}"""
POSTGRESQL = (
    "ALTER TABLE search_searchdocument ADD COLUMN tokens tsvector",
    # Vectors live apart from the narrow rows, so that counting matches reads few pages.
    "ALTER TABLE search_searchdocument SET (toast_tuple_target = 128)",
    "CREATE INDEX search_tokens ON search_searchdocument USING gin (tokens) WITH (gin_pending_list_limit = 1024)",
    f"""CREATE FUNCTION kyodo_search_groups(text) RETURNS TABLE (group_id bigint, number bigint) {_SETTINGS} AS $$
    SELECT d.group_id, count(*) FROM search_searchdocument d WHERE d.tokens @@ $1::tsquery GROUP BY d.group_id $$""",
    f"""CREATE FUNCTION kyodo_search_head(text[], bigint[], bigint[], integer, integer)
    RETURNS TABLE (id bigint, tier integer) {_SETTINGS} AS $$
    {" UNION ALL ".join(_TIER.format(tier=tier) for tier in (1, 2, 3))} LIMIT $4 OFFSET $5 $$""",
)
POSTGRESQL_DROP = (
    "DROP FUNCTION kyodo_search_head(text[], bigint[], bigint[], integer, integer)",
    "DROP FUNCTION kyodo_search_groups(text)",
    "ALTER TABLE search_searchdocument DROP COLUMN tokens",
)


def _run(vendor: str, editor: BaseDatabaseSchemaEditor, statements: tuple[str, ...]) -> None:
    if editor.connection.vendor == vendor:
        for statement in statements:
            editor.execute(statement, params=None)


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _run("sqlite", editor, SQLITE)
    _run("postgresql", editor, POSTGRESQL)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _run("sqlite", editor, SQLITE_DROP)
    _run("postgresql", editor, POSTGRESQL_DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
