"""``kyodo backup FILE``: database and files in one archive, consistent while others go on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kyodo.site.archive.write import NotPossible, write


class Command(BaseCommand):
    help = "Write database and files into one archive: kyodo backup FILE"
    requires_system_checks = ()  # a backup must not depend on them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.resolve().parent.is_dir():
            raise CommandError(f"there is no folder {path.resolve().parent}")
        try:
            manifest = write(path)
        except NotPossible as error:
            raise CommandError(str(error)) from error
        count = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(
            f"{path}: {count} rows of {len(manifest['tables'])} tables and {len(manifest['files'])} files, "
            f"{path.stat().st_size / 1e6:.1f} MB"
        )
        if sealed := manifest["tables"]["sealed_recordkey"]["rows"]:
            self.stdout.write(
                f"{sealed} records in it are sealed. KYODO_SECRET_KEY (or KYODO_SEALING_KEYS) is not in the archive: "
                "keep it apart; without it nobody can read them again."
            )
