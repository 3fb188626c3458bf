# ruff: noqa: S608  (constants only)
import django.db.models.deletion
import kyodo.kernel.search.models
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


#: The token index: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL.
#: What kyodo.kernel.search.stores writes and reads, kept here whole, as a migration is history.
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
    f"""CREATE FUNCTION kyodo_search_groups(text) RETURNS bigint[] {_SETTINGS} AS $$
    SELECT array_agg(d.group_id) FROM search_searchdocument d WHERE d.tokens @@ $1::tsquery $$""",
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
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LocalReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written", models.CharField(max_length=40, unique=True, verbose_name="name as written")),
                (
                    "reading",
                    models.CharField(
                        help_text="In hiragana or katakana.",
                        max_length=60,
                        validators=[kyodo.kernel.search.models._is_kana],
                        verbose_name="reading here",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
            ],
            options={
                "verbose_name": "local reading",
                "verbose_name_plural": "local readings",
            },
        ),
        migrations.CreateModel(
            name="SearchGroup",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("facets", models.JSONField(default=dict)),
                ("visible_to", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("standing", models.BigIntegerField()),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="search.searchgroup",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="search_one_document_per_key")],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "words",
                    models.TextField(
                        help_text="Two words or more, separated by commas.",
                        validators=[kyodo.kernel.search.models._has_two_words],
                        verbose_name="words that mean the same",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms",
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reading", models.CharField(max_length=40)),
                ("written", models.CharField(max_length=40)),
                ("head", models.CharField(db_index=True, max_length=2)),
                ("tail", models.CharField(db_index=True, max_length=2)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reading", "written"), name="search_one_word_per_reading")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="search.searchdocument",
                    ),
                ),
                ("title", models.TextField()),
                ("folded_title", models.TextField()),
                ("folded_reading", models.TextField(default="")),
                ("opening", models.TextField(default="")),
                ("body", models.TextField(default="")),
                ("url", models.TextField(default="")),
                ("at", models.DateTimeField(null=True)),
                ("digest", models.CharField(max_length=32)),
            ],
        ),
        migrations.RunPython(create, drop),
    ]
