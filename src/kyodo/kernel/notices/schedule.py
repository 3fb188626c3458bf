"""When the digest goes out."""

from datetime import datetime, time, timedelta

from kyodo.kernel.clock.now import in_tokyo, moment

#: Thursday morning: late enough for the week's news, early enough to act before the weekend.
DIGEST_WEEKDAY = 3
DIGEST_TIME = time(8, 0)


def next_digest(after: datetime) -> datetime:
    """Return the first moment after ``after`` at which the weekly digest goes out."""
    day = in_tokyo(after).date()
    due = moment(day + timedelta(days=(DIGEST_WEEKDAY - day.weekday()) % 7), DIGEST_TIME)
    return due if due > after else due + timedelta(days=7)
