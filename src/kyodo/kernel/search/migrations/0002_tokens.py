"""The token index: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kyodo.kernel.search.stores import postgres, sqlite


def _run(statements: dict[str, tuple[str, ...]], editor: BaseDatabaseSchemaEditor) -> None:
    for statement in statements[editor.connection.vendor]:
        editor.execute(statement, params=None)


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _run({"postgresql": postgres.CREATE, "sqlite": sqlite.CREATE}, editor)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _run({"postgresql": postgres.DROP, "sqlite": sqlite.DROP}, editor)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
