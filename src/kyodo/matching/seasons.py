"""The seasons in which associations are asked how much they can take on. Pure."""

from datetime import date

from django.conf import settings


def months() -> list[int]:
    """Return the months in which a season begins (setting ``SEASON_MONTHS``), in order."""
    return sorted(set(settings.SEASON_MONTHS))


def season_of(day: date) -> date:
    """Return the first day of the season to which a day belongs."""
    begun = [month for month in months() if month <= day.month]
    return date(day.year, begun[-1], 1) if begun else date(day.year - 1, months()[-1], 1)


def next_season(day: date) -> date:
    """Return the first day of the season after the one to which a day belongs."""
    coming = [month for month in months() if month > day.month]
    return date(day.year, coming[0], 1) if coming else date(day.year + 1, months()[0], 1)
