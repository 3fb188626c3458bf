"""``kyodo check``: Django's own checks, then the truths that the rooms hung on the wall."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.check import Command as DjangoCheck
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kyodo.kernel.registry import CHECKS


class Command(DjangoCheck):
    """Ends with exit 1 and one line for each thing that is wrong."""

    help = "Verify settings, database, audit chain, search index and whatever else the rooms promise."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--settings-only", action="store_true", help="do not look into the database")

    def handle(self, *app_labels: Any, **options: Any) -> None:
        super().handle(*app_labels, **options)
        if options["settings_only"] or app_labels or options.get("list_tags") or options.get("tags"):
            return
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("the database is behind the code; run: kyodo migrate")
        wrong = sum(self._look(str(item.label), list(item.run())) for item in CHECKS)
        if wrong:
            raise CommandError(f"{wrong} thing(s) are wrong")

    def _look(self, label: str, lines: list[str]) -> int:
        self.stdout.write(f"{'✗' if lines else '✓'} {label}")
        for line in lines:
            self.stderr.write(f"  {line}")
        return len(lines)
