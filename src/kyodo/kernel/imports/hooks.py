from django.utils.translation import gettext_lazy as _

from kyodo.kernel.imports.actions import erase_files
from kyodo.kernel.imports.parts import apply_waiting
from kyodo.kernel.jobs.wall import RUNNERS, Runner
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.registry import RETENTION, Period

RUNNERS.hang(Runner("imports", _("long files that are imported in parts"), apply_waiting, order=300))
RETENTION.hang(
    Period(
        "sent_files", _("sent table files"),
        _("The rows of a file are needed as long as somebody may ask what became of them."), 90,
        lambda before: erase_files(before=before, by=SYSTEM, channel="retention"),
    )
)  # fmt: skip
