"""Dates at the edges of days, and how they read."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from kyodo.commons.gatherings import periods
from kyodo.commons.gatherings.dates import date_draft
from kyodo.commons.gatherings.models import Occurrence
from kyodo.commons.gatherings.words import date_and_hours
from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.errors import Unusable
from tests.factories.gatherings import a_gathering

DAY = date(2026, 12, 5)


def moment(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("given", "starts", "ends", "words"),
    [
        ((DAY, 840, None, 960), moment(5, 14), moment(5, 16), "2026年12月5日（土） 14:00〜16:00"),
        ((DAY, 1200, None, 1440), moment(5, 20), moment(6), "2026年12月5日（土） 20:00〜24:00"),
        (
            (DAY, 1320, None, 1560), moment(5, 22), moment(6, 2),
            "2026年12月5日（土） 22:00から2026年12月6日（日） 2:00まで",
        ),
        ((DAY, None, None, None), moment(5), moment(6), "2026年12月5日（土） 終日"),
        (
            (DAY, None, date(2026, 12, 6), None), moment(5), moment(7),
            "2026年12月5日（土）から2026年12月6日（日）まで",
        ),
        ((DAY, 840, None, None), moment(5, 14), moment(6), "2026年12月5日（土） 14:00から"),
        (
            (DAY, 600, date(2026, 12, 7), 960), moment(5, 10), moment(7, 16),
            "2026年12月5日（土） 10:00から2026年12月7日（月） 16:00まで",
        ),
    ],
)  # fmt: skip
def test_a_date_is_half_open_and_reads_as_people_say_it(given, starts, ends, words, db):
    found = Occurrence(**vars(date_draft(*given)))
    assert (found.starts_at, found.ends_at) == (starts, ends)
    assert date_and_hours(found) == words


@pytest.mark.parametrize(
    "given",
    [
        (DAY, 840, None, 840),
        (DAY, 1320, None, 120),
        (DAY, None, None, 960),
        (DAY, 600, date(2026, 12, 4), 960),
        (DAY, None, date(2028, 12, 4), None),
    ],
)
def test_what_ends_before_it_begins_is_refused_with_words(given):
    with pytest.raises(Unusable):
        date_draft(*given)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_database_keeps_dates_forward_and_once():
    gathering = a_gathering()
    first = gathering.occurrences.get()
    for number, ends in ((2, first.starts_at), (1, first.ends_at)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Occurrence.objects.create(gathering=gathering, number=number, starts_at=first.starts_at, ends_at=ends)
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.create(gathering=gathering, number=2, starts_at=first.starts_at, ends_at=first.ends_at)


@pytest.mark.parametrize(
    ("today", "first", "end"),
    [
        (date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 12, 28), date(2027, 1, 2), date(2027, 1, 4)),
    ],
)
def test_this_weekend_is_the_one_of_this_week(today, first, end):
    assert periods.weekend(today) == periods.days(first, end)


def test_months_go_over_the_new_year():
    assert periods.next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert periods.next_month(date(2026, 11, 1)) == date(2026, 12, 1)


@pytest.mark.parametrize("typed", ["yesterday", "2026-13-01", "9999-01-01", ""])
def test_days_that_nobody_can_ask_for_are_all_that_is_coming(typed):
    assert periods.known(typed) == "coming"


def test_dates_read_in_english_too(db):
    with translation.override("en"):
        assert date_and_hours(Occurrence(**vars(date_draft(DAY, 840, None, 960)))) == "Sat 5 December 2026, 14:00–16:00"
