"""``kyodo restore FILE``: verify an archive, build it beside what is in use, then switch."""

import sys
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kyodo.site.archive.fill import fill
from kyodo.site.archive.read import opened
from kyodo.site.archive.restore import check_possible, restore
from kyodo.site.archive.seal import Damaged
from kyodo.site.archive.write import NotPossible


class Command(BaseCommand):
    """Refuses a damaged archive; on any failure what was in use stays in use."""

    help = "Verify an archive and put it in place of database and files: kyodo restore FILE"
    requires_system_checks = ()  # there may be no database yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--fill", action="store_true", help=SUPPRESS)  # into the database of this process

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"there is no file {path}")
        try:
            if options["fill"]:
                self._fill(path)
                return
            check_possible()
            self._ask(path, is_sure=options["yes"])
            restore(path, self.stdout.write)
        except (Damaged, NotPossible) as error:
            raise CommandError(f"{error}. Nothing in use was changed.") from error
        self.stdout.write(
            "The former database and files stay beside them, named before-restore; remove them when sure.\n"
            "Now run ./kyodo check: it says, too, whether the keys of this site open what is sealed."
        )

    def _fill(self, path: Path) -> None:
        try:
            with opened(path, verified=True) as archive:
                fill(archive)
        except Damaged as error:
            self.stderr.write(str(error))
            sys.exit(1)

    def _ask(self, path: Path, *, is_sure: bool) -> None:
        if is_sure or not sys.stdin.isatty():
            return
        if input(f"This puts {path} in place of the present database and files. Type yes: ").strip().lower() != "yes":
            raise NotPossible("stopped")
