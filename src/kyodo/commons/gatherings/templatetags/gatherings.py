"""Tags of the events' own pages."""

from datetime import date, datetime, time, timedelta

from django import template

from kyodo.commons.gatherings import words
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.queries import organizer_name, place_name, ward_of
from kyodo.kernel.clock.now import day_of, in_tokyo
from kyodo.kernel.clock.words import month_text
from kyodo.kernel.registry import Text
from kyodo.ui.words import jp_date, jp_datetime

register = template.Library()


@register.filter
def when(found: Occurrence, style: str = "") -> str:
    """Write when a date takes place; the style ``short`` leaves the year out."""
    return words.date_and_hours(found, is_short=style == "short")


@register.filter
def hours(found: Occurrence) -> str:
    """Write the hours of a date that stays within one day; the whole of it otherwise."""
    is_one_day = words.last_day(found) == day_of(found.starts_at)
    return words.hours_text(found) if is_one_day else words.date_and_hours(found, is_short=True)


@register.filter
def month_name(day: date) -> str:
    """Write a month with its year."""
    return month_text(day)


@register.filter
def until_text(moment: datetime) -> str:
    """Write until when one can apply; the end of a day is the day itself."""
    local = in_tokyo(moment)
    return jp_date(local - timedelta(days=1)) if local.time() == time.min else jp_datetime(moment)


@register.filter
def place(gathering: Gathering) -> str:
    """Write the place as it is public."""
    return place_name(gathering)


@register.filter
def ward(gathering: Gathering) -> str:
    """Write the ward of the place."""
    return str(ward_of(gathering) or "")


@register.filter
def organizer(gathering: Gathering) -> str:
    """Write the organizer as it is public."""
    return organizer_name(gathering)


@register.filter
def support(gathering: Gathering) -> list[Text]:
    """List the support on the day."""
    names = ("has_sign_language", "has_captioning", "is_wheelchair_accessible", "has_childcare")
    return [Gathering._meta.get_field(name).verbose_name for name in names if getattr(gathering, name)]  # type: ignore[union-attr]
