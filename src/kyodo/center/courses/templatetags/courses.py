"""Tags of the pages of calls."""

from datetime import date, datetime, timedelta

from django import template

from kyodo.kernel.clock.now import day_of

register = template.Library()


@register.filter
def last_day(moment: datetime) -> date:
    """Return the last day of a stretch that ends before a moment."""
    return day_of(moment - timedelta(microseconds=1))
