"""A year of the clock: reminders stop at the answer, none comes too early, the end comes by itself."""

from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.clockwork import go_on
from kyodo.commons.asks.models import Ask
from kyodo.commons.people.models import Person
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import a_holding
from tests.factories.asks import an_ask, an_officer
from tests.factories.people import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BEGIN = moment(date(2027, 1, 5)) + timedelta(hours=10)


def through(days: int) -> None:
    """Let the worker look every thirty hours for so many days from the beginning."""
    for hours in range(0, days * 24, 30):
        go_on(BEGIN + timedelta(hours=hours))


def put(seat_mail: str, days: int) -> Ask:
    seat, _person = an_officer(mail=seat_mail)
    with time_machine.travel(BEGIN):
        return an_ask(seat, answer_by=moment(day_of(BEGIN) + timedelta(days=days)))


def test_nobody_answers_until_day_sixty() -> None:
    ask = put("kaicho@example.jp", 60)
    through(365)
    ask.refresh_from_db()
    assert (ask.state, ask.step, ask.next_at) == ("ended", 3, None)
    letters = Notice.objects.order_by("pk")
    assert [letter.kind for letter in letters] == ["asks.first", "asks.reminder", "asks.reminder", "asks.reminder"]
    assert {letter.urgency for letter in letters[1:]} == {"digest"}
    days = [day_of(letter.not_before) for letter in letters[1:] if letter.not_before]
    assert [(day, day.weekday()) for day in days] == [
        (date(2027, 1, 21), 3), (date(2027, 1, 28), 3), (date(2027, 2, 25), 3),
    ]  # fmt: skip


def test_no_letter_comes_after_the_answer() -> None:
    ask = put("kaicho@example.jp", 60)
    through(12)
    answer(ask=ask, choice=ask.choices.get(key="no"), by=SYSTEM, channel="phone", at=BEGIN + timedelta(days=12))
    before = Notice.objects.count()
    through(200)
    assert Notice.objects.count() == before == 2
    assert set(Notice.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_a_worker_that_was_away_for_months_sends_one_reminder_not_three() -> None:
    ask = put("kaicho@example.jp", 300)
    go_on(BEGIN + timedelta(days=100))
    go_on(BEGIN + timedelta(days=100, hours=1))
    ask.refresh_from_db()
    assert (ask.step, ask.next_at) == (1, None)


def test_two_workers_at_once_remind_once() -> None:
    put("kaicho@example.jp", 60)
    at = BEGIN + timedelta(days=9, hours=3)
    assert (go_on(at), go_on(at)) == ("1 reminders, 0 ended", "0 reminders, 0 ended")


def test_when_officers_change_in_april_the_new_one_is_reminded() -> None:
    seat, former = an_officer(mail="former@example.jp")
    begin = moment(date(2027, 3, 20)) + timedelta(hours=9)
    with time_machine.travel(begin):
        an_ask(seat, answer_by=moment(date(2027, 5, 30)))
    former.holdings.update(until=date(2027, 4, 1))
    newcomer = a_person("新任 次郎")
    newcomer.contact_points.create(kind="mail", value="new@example.jp")
    a_holding(seat, newcomer, since=date(2027, 4, 1))
    for at in (begin + timedelta(days=10), begin + timedelta(days=22)):
        with time_machine.travel(at):
            go_on(at)
    assert list(Notice.objects.order_by("pk").values_list("address", flat=True)) == [
        "former@example.jp", "former@example.jp", "new@example.jp",
    ]  # fmt: skip


def test_two_hundred_questions_of_one_morning_do_not_come_back_in_one_minute() -> None:
    people = [put(f"kaicho{number}@example.jp", 60) for number in range(30)]
    minutes = Counter(ask.next_at for ask in people)
    assert max(minutes.values()) == 1
    assert {day_of(ask.next_at) for ask in people if ask.next_at} == {date(2027, 1, 14)}
    assert Person.objects.count() == 30
    assert timezone.is_aware(next(iter(minutes)))
