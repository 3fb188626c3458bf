"""Reads: ``events`` of gatherings and their dates, ``people`` of those who signed up.

Of the second nothing is public but how much room is left.
"""

from kyodo.commons.gatherings.queries.events import (
    address,
    address_of,
    at_desk,
    dates_between,
    has_dates,
    is_over,
    newest,
    on_home,
    organizer_name,
    organizer_page,
    place_name,
    position,
    public,
    sitemap,
    standing_dates,
    ward_of,
    whole,
    without_dates,
)

__all__ = [
    "address",
    "address_of",
    "at_desk",
    "dates_between",
    "has_dates",
    "is_over",
    "newest",
    "on_home",
    "organizer_name",
    "organizer_page",
    "place_name",
    "position",
    "public",
    "sitemap",
    "standing_dates",
    "ward_of",
    "whole",
    "without_dates",
]
