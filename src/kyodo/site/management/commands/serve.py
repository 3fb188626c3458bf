"""``kyodo serve``: the production site: web server and worker under one roof."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from kyodo.site import starting


class Command(BaseCommand):
    """Brings database and static files up to date, then serves until it is told to stop."""

    help = "Serve in production: kyodo serve [--port N] [--host H] [--no-migrate]"
    requires_system_checks = ()  # they run below, after migrating

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--no-migrate", action="store_true", help="leave the database as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        starting.check_port(options["host"], options["port"])
        if not options["no_migrate"]:
            self.stdout.write(f"· database: {starting.migrate()} migrations applied")
        self.stdout.write(f"· static files: {'packed anew' if starting.collect_static() else 'unchanged'}")
        call_command("check", "--settings-only", deploy=settings.PRODUCTION, fail_level="ERROR", stdout=self.stdout)
        url = starting.address(options["host"], options["port"])
        starting.serve(options["host"], options["port"], f"serving on {url}")
