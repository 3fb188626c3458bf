"""``kyodo verify-draw FILE``: recompute a draw from its file alone; no database is asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kyodo.kernel.draws.record import CHECKS, Finding, check


class Command(BaseCommand):
    """Exit 1 when anything differs."""

    help = "Recompute a draw: kyodo verify-draw FILE"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        try:
            text = options["file"].read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        except OSError as error:
            facts = {"file": options["file"], "why": error.strerror}
            raise CommandError(_("%(file)s cannot be opened: %(why)s") % facts) from error
        findings = check(text)
        for finding in findings:
            self.stdout.write(f"{'○' if finding.is_right else '×'} {words_of(finding)}")
        if not findings[-1].is_right:
            raise CommandError(_("This file is not the draw that was announced. Do not rely on it."))
        if len(findings) < len(CHECKS):
            self.stdout.write(_("The list is closed. It has not been drawn yet."))
        else:
            self.stdout.write(_("Recomputed: list, seed and result belong together. Nothing was changed."))
        self.stdout.write(_("Compare the hash of the list with the one that was published before the draw."))


def words_of(finding: Finding) -> str:
    """Return what was checked, in words."""
    right = {
        "file": _("The file has the form %(told)s."),
        "list": _("The list of entries is readable and in the one right order (%(told)s entries)."),
        "commitment": _("The hash of the list is recomputed: %(told)s"),
        "seed": _("The seed fits the source that the list names: %(told)s"),
        "order": _("The order of all %(told)s entries is recomputed from list and seed."),
        "given": _("Who is given what is recomputed (%(told)s entries are given something)."),
        "proof": _("The line of proof is recomputed: %(told)s"),
    }
    wrong = {
        "file": _("This is not a file of a draw, or something is missing in it."),
        "list": _("The list of entries was changed or is damaged. %(told)s"),
        "commitment": _("The list was changed: its hash is another than the one in the file. Recomputed: %(told)s"),
        "seed": _("The seed does not fit the source that the list names: %(told)s"),
        "order": _("The order differs from the one that list and seed give (%(told)s entries)."),
        "given": _("What is given differs from what list and seed give (%(told)s entries are given something)."),
        "proof": _("The line of proof differs. Recomputed: %(told)s"),
    }
    return (right if finding.is_right else wrong)[finding.code] % {"told": finding.told}
