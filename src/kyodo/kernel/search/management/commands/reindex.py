from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kyodo.kernel.search.index import rebuild
from kyodo.kernel.search.sources import SOURCES


class Command(BaseCommand):
    """Write the search index anew from its sources."""

    help = "Write the search index anew, of one kind or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="?", help="the kind of documents; all when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = options["kind"]
        if kind is not None and SOURCES.find(kind) is None:
            raise CommandError(f"no such kind: {kind}. Known: {', '.join(sorted(s.kind for s in SOURCES))}")
        self.stdout.write(f"{rebuild(kind)} documents")
