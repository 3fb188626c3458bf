"""Migrations that make many tables at once."""

import copy
from itertools import takewhile
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class NewTables(migrations.Migration):
    """A migration that begins with new tables.

    Django draws all models that a new one refers to anew, and whatever refers to those, after each new table: with
    our relations, the whole house. Here that happens once, after the last.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Make the tables, then do the rest of the migration as always."""
        made = list(takewhile(lambda operation: isinstance(operation, migrations.CreateModel), self.operations))
        rest: Any = copy.copy(self)
        if not collect_sql:
            project_state.__dict__.pop("apps", None)
            for table in made:
                table.state_forwards(self.app_label, project_state)
            for table in made:
                table.database_forwards(self.app_label, schema_editor, project_state, project_state)
            # All models are drawn from the last state, none is waiting.
            project_state.is_delayed = False
            rest.operations = self.operations[len(made) :]
        return super(NewTables, rest).apply(project_state, schema_editor, collect_sql)
