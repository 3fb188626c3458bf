"""``kyodo messages``: gathers the texts of each app, compiles its Japanese catalogue, and says what is missing."""

import os
import shutil
import subprocess
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kyodo import kernel


class Command(BaseCommand):
    """Exit 1 when a text waits for its translation."""

    help = "Gather and compile the Japanese catalogues: kyodo messages [APP …]"
    requires_system_checks = ()  # texts may be gathered from unfinished code

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("app", nargs="*", help="labels of apps; all of ours when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        if not shutil.which("msgfmt"):
            raise CommandError("GNU gettext is not installed; on Debian: apt-get install gettext")
        ours = [config for config in apps.get_app_configs() if config.name.startswith("kyodo.")]
        chosen = [Path(config.path) for config in ours if not options["app"] or config.label in options["app"]]
        if not options["app"]:
            # The kernel's own modules belong to no app; their texts stand in a catalogue beside them.
            chosen.append(Path(kernel.__path__[0]))
        waiting = sum(map(self._gather, chosen))
        if waiting:
            raise CommandError(f"{waiting} texts wait for their translation")

    def _gather(self, folder: Path) -> int:
        """Bring one app's catalogue up to date; return how many of its texts have no translation."""
        po = folder / "locale" / "ja" / "LC_MESSAGES" / "django.po"
        had_one = po.exists()
        po.parent.mkdir(parents=True, exist_ok=True)
        before = Path.cwd()
        os.chdir(folder)
        try:
            call_command(
                "makemessages", locale=["ja"], no_obsolete=True, no_wrap=True, add_location="never", verbosity=0
            )
        finally:
            os.chdir(before)
        if not po.exists():
            if not had_one:
                shutil.rmtree(folder / "locale")
            return 0
        compiled = ["msgfmt", "--check", str(po), "-o", str(po.with_suffix(".mo"))]
        done = subprocess.run(compiled, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise CommandError(done.stderr.strip())
        waiting = [line for which in ("--untranslated", "--only-fuzzy") for line in _entries(po, which)]
        self.stdout.write(f"{'✗' if waiting else '✓'} {folder.name}")
        for line in waiting:
            self.stdout.write(f"  {line}")
        return len(waiting)


def _entries(po: Path, which: str) -> list[str]:
    """Return the texts of a catalogue that have no translation, or only a guess at one."""
    found = subprocess.run(  # noqa: S603
        ["msgattrib", which, "--no-obsolete", "--no-wrap", str(po)], capture_output=True, text=True, check=True  # noqa: S607
    ).stdout  # fmt: skip
    return [line for line in found.splitlines() if line.startswith("msgid ") and line != 'msgid ""']
