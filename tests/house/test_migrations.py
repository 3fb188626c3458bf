"""No migration is missing, and each can be taken back."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.house.checks.migrations import irreversible


@pytest.fixture(autouse=True)
def _untranslated() -> Iterator[None]:
    """Migrations hold the source strings, as ``makemigrations`` writes them."""
    with translation.override(None):
        yield


def test_no_migration_is_missing() -> None:
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("kyodo.")}
    assert {label: [str(m.operations) for m in changed] for label, changed in found.items() if label in ours} == {}


def test_every_migration_can_be_taken_back() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("kyodo.")}
    loaded = MigrationLoader(None).disk_migrations
    own = [(f"{label}.{name}", m.operations) for (label, name), m in sorted(loaded.items()) if label in ours]
    assert irreversible(own) == []


def test_planted_operations_are_found() -> None:
    planted = [
        migrations.RunSQL("SELECT 1"),
        migrations.RunPython(lambda apps, schema_editor: None),
        migrations.RunPython(lambda apps, schema_editor: None, migrations.RunPython.noop),
        migrations.AddField("person", "age", models.IntegerField(default=0)),
    ]
    assert irreversible([("people.0009", planted)]) == ["people.0009: RunSQL", "people.0009: RunPython"]


def test_a_missing_migration_is_seen() -> None:
    loader = MigrationLoader(None)
    state = loader.project_state()
    changed = ProjectState.from_apps(apps)
    changed.remove_field("people", "person", "called")
    found = MigrationAutodetector(state, changed).changes(graph=loader.graph)
    assert [str(operation.describe()) for m in found["people"] for operation in m.operations] == [
        "Remove field called from person"
    ]
