"""Quarter-hours and years as numbers: what a period takes, and back."""

from datetime import UTC, date, datetime

from kyodo.kernel.clock.now import in_tokyo

SECONDS = 900


def is_on_quarter(moment: datetime) -> bool:
    """Say whether a moment is a full quarter-hour."""
    return moment.timestamp() % SECONDS == 0


def quarter_of(moment: datetime) -> int:
    """Return the number of the quarter-hour that holds a moment, counted from 1970."""
    return int(moment.timestamp()) // SECONDS


def moment_of(quarter: int) -> datetime:
    """Return the moment at which a quarter-hour begins, in Tokyo."""
    return in_tokyo(datetime.fromtimestamp(quarter * SECONDS, UTC))


def quarters(starts_at: datetime, ends_at: datetime, before: int = 0, after: int = 0) -> range:
    """Return the quarter-hours of a half-open period with its buffers."""
    return range(quarter_of(starts_at) - before, -(-int(ends_at.timestamp()) // SECONDS) + after)


def year_of(day: date, year_from: int) -> int:
    """Return the year that holds a day, named after the calendar year in which it begins."""
    return day.year if day.month >= year_from else day.year - 1
