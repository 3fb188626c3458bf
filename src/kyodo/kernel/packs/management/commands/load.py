"""``kyodo load DIR``: check a pack as a whole, then load it as a whole."""

import logging
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kyodo.kernel.packs.load import Options, Outcome, PackRefused, load
from kyodo.kernel.packs.reading import files_in
from kyodo.kernel.packs.schema import publish

#: Records from which a bar is worth drawing.
LONG = 200


class Bar:
    """A progress bar on a terminal; silent where nobody watches."""

    def __init__(self, out: Any, total: int):
        self.out, self.total, self.done = out, max(total, 1), 0
        self.is_drawn = total >= LONG and bool(getattr(out, "isatty", lambda: False)())

    def tick(self, done: int) -> None:
        """Take note of records that were handled."""
        before, self.done = self.done * 100 // self.total, min(self.done + done, self.total)
        after = self.done * 100 // self.total
        if self.is_drawn and after != before:
            self.out.write(f"\r[{'#' * (after // 4):<25}] {after:3d} %")
            self.out.flush()

    def end(self) -> None:
        """Wipe the bar."""
        if self.is_drawn:
            self.out.write("\r" + " " * 40 + "\r")


class Command(BaseCommand):
    """Checks everything first; on any error all of them are listed, nothing is written, exit 2."""

    help = "Load a pack: kyodo load DIR [--dry-run] [--take-pack | --take KIND/SLUG]; kyodo load --schema DIR"
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", nargs="?", type=Path, help="the pack's folder")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--take-pack", action="store_true", help="let the pack win over what was edited since")
        parser.add_argument("--take", action="append", default=[], metavar="KIND/SLUG", help="the same for one record")
        parser.add_argument("--schema", type=Path, metavar="DIR", help="write the JSON Schemas into DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            for name in publish(options["schema"]):
                self.stdout.write(name)
            return
        if not options["dir"]:
            self.stderr.write(_("Say which folder to load: kyodo load DIR"))
            sys.exit(2)
        self._load(options["dir"], Options(options["dry_run"], options["take_pack"], frozenset(options["take"])))

    def _load(self, root: Path, options: Options) -> None:
        bar = Bar(self.stderr._out, _size(root))
        # The report says what happened; what libraries say of each record would only hide it.
        logging.disable(logging.INFO)
        try:
            outcomes = load(root, options, tick=bar.tick)
        except PackRefused as refused:
            bar.end()
            for problem in refused.problems:
                self.stderr.write(f"{problem}")
            count = len(refused.problems)
            words = ngettext("%(count)d error; nothing was written.", "%(count)d errors; nothing was written.", count)
            self.stderr.write(words % {"count": count})
            sys.exit(2)
        finally:
            logging.disable(logging.NOTSET)
        bar.end()
        self._report(outcomes)
        if options.dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))

    def _report(self, outcomes: list[Outcome]) -> None:
        columns = [
            pgettext("pack", "created"), pgettext("pack", "updated"), pgettext("pack", "unchanged"),
            pgettext("pack", "withdrawn"), pgettext("pack", "kept"),
        ]  # fmt: skip
        rows = [["", *columns]]
        for one in outcomes:
            groups = (one.created, one.updated, one.unchanged, one.withdrawn, one.kept)
            if any(groups):
                rows.append([f"{one.kind} {one.label}", *(str(len(group)) for group in groups)])
        for first, *numbers in rows:
            self.stdout.write(_padded(first, -30) + "".join(_padded(number, 12) for number in numbers))
        for one in outcomes:
            for slug, reason in one.kept.items():
                words = _("kept as it is: %(kind)s/%(slug)s (%(reason)s)")
                self.stdout.write(words % {"kind": one.kind, "slug": slug, "reason": reason})
        if any(one.kept for one in outcomes):
            self.stdout.write(_("To take the pack's version instead: --take KIND/SLUG, or --take-pack for all."))


def _padded(text: str, width: int) -> str:
    """Fill a cell with spaces; a full-width letter takes two columns, a negative width fills on the right."""
    taken = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    space = " " * (abs(width) - taken)
    return text + space if width < 0 else space + text


def _size(root: Path) -> int:
    """Return a guess of the work, in records: bytes of the files, each record being checked and then written."""
    if not root.is_dir():
        return 0
    return 2 * sum(path.stat().st_size for _file, path in files_in(root) if path.is_file()) // 250
