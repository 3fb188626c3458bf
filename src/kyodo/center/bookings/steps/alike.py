"""Entries that may be of one group are written down for a person to look at."""

from kyodo.center.bookings.models import Likeness, Round
from kyodo.center.bookings.queries import lottery as queries


def note_alike(round_: Round) -> int:
    """Write down the pairs that a person should look at; returns how many wait for a decision."""
    found = [
        Likeness(entry=one, other=other, alike=alike)
        if one.pk < other.pk
        else Likeness(entry=other, other=one, alike=alike)
        for one, other, alike in queries.find_alike(round_)
    ]
    Likeness.objects.bulk_create(found, ignore_conflicts=True)
    return queries.open_likenesses(round_).count()
