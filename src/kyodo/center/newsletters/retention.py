"""What is forgotten of readers and of copies on paper, and when."""

from datetime import datetime

from kyodo.center.newsletters.actions.paper import forget_place
from kyodo.center.newsletters.actions.readers import erase_reader
from kyodo.center.newsletters.models import CopyPlace, Wish
from kyodo.center.newsletters.queries.readers import forgotten_after
from kyodo.center.newsletters.states import CopiesState
from kyodo.kernel.permissions import SYSTEM

CHANNEL = "retention"


def forget_wishes(before: datetime) -> int:
    """Delete requests that were made before a moment, confirmed or not; return how many."""
    deleted, _by_kind = Wish.objects.filter(made_at__lt=before).delete()
    return deleted


def forget_readers(before: datetime) -> int:
    """Erase the addresses of readers who ended before a moment; return how many."""
    found = list(forgotten_after(before))
    for reader in found:
        erase_reader(reader=reader, by=SYSTEM, channel=CHANNEL)
    return len(found)


def forget_places(before: datetime) -> int:
    """Forget to whom copies went that ended before a moment; return how many."""
    ended = CopyPlace.objects.filter(state=CopiesState.ENDED, ended_at__lt=before)
    found = list(ended.exclude(addressee="", postcode="", address="", phone=""))
    for place in found:
        forget_place(place=place, by=SYSTEM, channel=CHANNEL)
    return len(found)
