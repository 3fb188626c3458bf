"""What the writer answers when somebody else was there first."""

from datetime import datetime

from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Resource
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.clock.words import moment_text
from kyodo.kernel.errors import Conflict
from kyodo.kernel.registry import Text


class Taken(Conflict):
    """A cell is not free. ``resource``, ``starts_at`` and ``ends_at`` tell the page where to look for alternatives."""

    def __init__(self, message: Text, resource: Resource, starts_at: datetime, ends_at: datetime):
        super().__init__(message)
        self.resource, self.starts_at, self.ends_at = resource, starts_at, ends_at


def taken_at(resource: Resource, starts_at: datetime, ends_at: datetime) -> Taken:
    """Return what is said when somebody has a cell of this period."""
    words = _("%(name)s is not free at %(when)s any more. Nothing was booked. Please choose another time or room.")
    return Taken(words % {"name": resource.name, "when": when(starts_at)}, resource, starts_at, ends_at)


def when(starts_at: datetime) -> str:
    """Return a moment in words, for the message."""
    return moment_text(in_tokyo(starts_at))


def hold_is_over() -> Conflict:
    """Return what is said to whoever comes back to a hold that ended."""
    return Conflict(_("The time to confirm is over. Please look whether the room is still free and book it again."))
