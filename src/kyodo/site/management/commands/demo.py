"""``kyodo demo``: a whole city on this machine, with a marked sample world."""

import shutil
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from kyodo.kernel.registry import DEMO
from kyodo.site import starting


class Command(BaseCommand):
    """Each step says what it does and how long it took; a second start finds little to do."""

    help = "Serve the city of the pack with a marked sample world: kyodo demo [--port N] [--host H] [--fresh]"
    requires_system_checks = ()  # there may be no database yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--fresh", action="store_true", help="delete the demo's data first, after asking")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--prepare-only", action="store_true", help="do everything but serve")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE != "demo":
            raise CommandError("the demo runs with KYODO_MODE=demo only; for a real site: kyodo serve")
        starting.check_port(options["host"], options["port"])
        if options["fresh"]:
            self._start_over(ask=not options["yes"])
        began = time.monotonic()
        self._step("database", self._migrate)
        self._step("static files", lambda: "packed anew" if starting.collect_static() else "unchanged")
        self._load(settings.CITY_PACK)
        made = [self._step(f"sample world: {step.key}", step.run) for step in DEMO]
        self.stdout.write(f"ready after {time.monotonic() - began:.1f} s; starting the server …")
        if options["prepare_only"]:
            return
        url = starting.address(options["host"], options["port"])
        notes = "\n".join(text for text in made if "\n" in text)
        starting.serve(options["host"], options["port"], f"{notes}\n\n  {url}/   (stop with Ctrl-C)\n".lstrip("\n"))

    def _step(self, name: str, work: Any) -> str:
        self.stdout.write(f"· {name} … ", ending="")
        self.stdout.flush()
        began = time.monotonic()
        result = str(work() or "done")
        first = result.strip().splitlines()[0] if "\n" not in result.strip() else "done"
        self.stdout.write(f"{first} ({time.monotonic() - began:.1f} s)")
        return result

    def _migrate(self) -> str:
        applied = starting.migrate()
        return f"{applied} migrations applied" if applied else "up to date"

    def _load(self, pack: Path) -> None:
        if "load" not in get_commands():
            return
        self.stdout.write(f"· city pack {pack.name}")
        began = time.monotonic()
        try:
            call_command("load", str(pack), stdout=self.stdout, stderr=self.stderr)
        except SystemExit as end:
            if end.code:
                raise CommandError(f"the pack {pack} was refused (see above)", returncode=2) from end
        self.stdout.write(f"  ({time.monotonic() - began:.1f} s)")

    def _start_over(self, *, ask: bool) -> None:
        chosen: dict[str, Any] = settings.DATABASES["default"]
        database = Path(chosen["NAME"])
        kept_here = Path(settings.VAR).resolve()
        if not chosen["ENGINE"].endswith("sqlite3") or kept_here not in database.resolve().parents:
            raise CommandError("--fresh deletes the demo's own database under var/ only; this one is elsewhere")
        media = Path(settings.MEDIA_ROOT)
        if ask:
            if not sys.stdin.isatty():
                raise CommandError("--fresh asks before it deletes; without a terminal say --yes")
            if input(f"This deletes {database} and {media}. Type yes to go on: ").strip().lower() != "yes":
                raise CommandError("nothing was deleted")
        for file in database.parent.glob(f"{database.name}*"):
            file.unlink()
        if kept_here in media.resolve().parents:
            shutil.rmtree(media, ignore_errors=True)
        self.stdout.write("· the demo's data was deleted")
