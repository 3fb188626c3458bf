"""Events and their dates."""

import itertools
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kyodo.commons.gatherings.dates import DateDraft, date_draft
from kyodo.commons.gatherings.models import Gathering, Occurrence

_numbers = itertools.count(1)
SATURDAY = date(2026, 11, 28)


def on(day: date = SATURDAY, begins: int | None = 14 * 60, ends: int | None = 16 * 60, **more: Any) -> DateDraft:
    """Return a date; hours are minutes of the day."""
    return date_draft(day, begins, ends=ends, **more)


def a_gathering(title: str = "防災さんぽ", *dates: DateDraft, fields: Any = (), **values: Any) -> Gathering:
    """Make an event that is published; without dates it takes place on Saturday, 28 November 2026, 14:00–16:00."""
    values = {"slug": f"event-{next(_numbers)}", "state": "published", "published_at": timezone.now(), **values}
    gathering = Gathering.objects.create(title=title, **values)
    gathering.fields.set(fields)
    for number, draft in enumerate(dates or (on(),), 1):
        Occurrence.objects.create(gathering=gathering, number=number, **vars(draft))
    return gathering


def a_coming_gathering(title: str = "防災さんぽ", days: int = 3, **values: Any) -> Gathering:
    """Make an event that is published and takes place in some days from today, 14:00–16:00."""
    return a_gathering(title, on(timezone.localdate() + timedelta(days=days)), **values)
