"""When we remind: pure functions over moments.

Quiet for three days after sending; then the steps of the ladder, counted in days from sending; never
two on one day; nothing once the time for an answer is over. The morning hour is spread over many
asks, so that answers by phone do not all come at nine.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from kyodo.kernel.clock.now import day_of, moment

QUIET_DAYS = 3
#: The steps of a ladder that nobody set otherwise, as the French state's advisers found them to work.
LADDER = (9, 21, 45)
FIRST_MINUTE = 9 * 60
MINUTES = 120


def reminders(sent_at: datetime, answer_by: datetime, ladder: Sequence[int], spread: int) -> list[datetime]:
    """Return all moments at which an ask is reminded of, in order; ``spread`` is any number of the ask's own.

    Raises ``ValueError`` for a step within the quiet days.
    """
    if any(days < QUIET_DAYS for days in ladder):
        raise ValueError(f"a reminder comes {QUIET_DAYS} days after sending or later")
    minute = FIRST_MINUTE + (spread * 37) % MINUTES
    at = time(minute // 60, minute % 60)
    found = [moment(day_of(sent_at) + timedelta(days=days), at) for days in sorted(set(ladder))]
    return [due for due in found if due < answer_by]


def next_reminder(
    after: datetime, sent_at: datetime, answer_by: datetime, ladder: Sequence[int], spread: int
) -> datetime | None:
    """Return the first reminder that comes after ``after`` and not on its day; None when no more comes."""
    for due in reminders(sent_at, answer_by, ladder, spread):
        if day_of(due) > day_of(after):
            return due
    return None
