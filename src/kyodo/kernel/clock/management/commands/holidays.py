"""``kyodo holidays FILE [--dry-run]``: take the Cabinet Office's list of holidays as the authority."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kyodo.kernel.clock.models import HolidayList
from kyodo.kernel.clock.official import OfficialFile, keep_official, nameless, read_official
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import SYSTEM


class Command(BaseCommand):
    """Reads the file, accounts for every line, shows what differs from the computed holidays, keeps it."""

    help = "Take the Cabinet Office's list of holidays (syukujitsu.csv, cp932) as the authority."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="read and compare only; change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command. Exit code 2 when the file cannot be used; nothing is changed then."""
        file = self._read(options["file"])
        for line in self._account(file):
            self.stdout.write(line)
        if file.faults:
            raise CommandError("\n".join([*file.faults, _("Nothing was changed.")]), returncode=2)
        if options["dry_run"]:
            self.stdout.write(_("Dry run: nothing was changed."))
            return
        kept = keep_official(file=file, by=SYSTEM, channel="command")
        facts = {"first": kept.first_year, "last": kept.last_year}
        self.stdout.write(_("The list now holds from %(first)s to %(last)s.") % facts)

    def _read(self, path: Path) -> OfficialFile:
        try:
            return read_official(path.read_bytes())
        except OSError as error:
            facts = {"file": path, "why": error.strerror}
            raise CommandError(_("%(file)s cannot be opened: %(why)s") % facts, returncode=2) from error
        except Unusable as error:
            raise CommandError(str(error.message), returncode=2) from error

    def _account(self, file: OfficialFile) -> list[str]:
        facts = {
            "lines": file.lines,
            "days": len(file.days),
            "nameless": nameless(file),
            "repeated": file.repeated,
            "blank": file.blank,
            "faults": len(file.faults),
        }
        lines = [
            _(
                "%(lines)s lines: %(days)s holidays (%(nameless)s of them called 休日), %(repeated)s repeated, "
                "%(blank)s blank, %(faults)s with faults; the others are the header."
            )
            % facts
        ]
        if file.days:
            lines += list(file.differences()) or [_("All days agree with the computed holidays.")]
            lines += self._older(file)
        return lines

    def _older(self, file: OfficialFile) -> list[str]:
        known = HolidayList.objects.first()
        if known is None or known.last_year <= file.last_year:
            return []
        facts = {"file": file.last_year, "known": known.last_year}
        return [_("Note: this file ends with %(file)s, the list in use with %(known)s. Is it an old one?") % facts]
