"""A year by the clock, with mail and LINE: nothing after an answer, nothing in the quiet days, never twice on a day
from one question, never more than the caps and the quota; by the fake clock, the database's included."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.clockwork import go_on
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.states import AskState
from kyodo.commons.people.actions import connect_line
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.notices import quota
from kyodo.kernel.notices.deliver import Delivery
from kyodo.kernel.notices.digest import gather
from kyodo.kernel.notices.models import Notice, Used
from kyodo.kernel.permissions import SYSTEM
from tests.factories.asks import an_ask, an_officer

pytestmark = pytest.mark.django_db
BEGIN = moment(date(2027, 1, 5)) + timedelta(hours=10)
BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}
MOST = 5


def send_all() -> None:
    """Do what the worker does at a moment."""
    go_on()
    gather()
    delivery = Delivery()
    delivery.run(lambda: False)
    delivery.close()


def letters_of(ask: Ask) -> list[tuple[str, datetime]]:
    """Return (kind, when it reached the person) of what was sent about a question; by the digest where it came so."""
    found = Notice.objects.filter(about_id=str(ask.pk), about_kind="asks.ask").select_related("digest").order_by("pk")
    arrived = [(notice.kind, (notice.digest or notice).sent_at) for notice in found]
    return [(kind, at) for kind, at in arrived if at]


def test_a_year_of_questions_by_mail_and_by_line(line: Any, one_clock: None) -> None:
    quota.set_quota(of="line", most=MOST, **BY)
    by_line, person = an_officer(mail="hana@example.jp")
    connect_line(person=person, value="U" + "a" * 32, **BY)
    by_mail, _other = an_officer(mail="taro@example.jp")
    answered: dict[int, datetime] = {}
    for day in range(366):
        with time_machine.travel(BEGIN + timedelta(days=day), tick=False):
            if day % 60 < 5 and day < 300:  # five questions to each in a burst, every other month
                for seat in (by_line, by_mail):
                    an_ask(seat, answer_by=BEGIN + timedelta(days=day + 60))
            first = min(Ask.objects.values_list("pk", flat=True))
            for ask in Ask.objects.filter(state=AskState.OPEN, sent_at__lte=timezone.now() - timedelta(days=12)):
                if (ask.pk - first) % 2 == 0:
                    answer(ask=ask, choice=ask.choices.get(key="no"), **{**BY, "channel": "phone"})
                    answered[ask.pk] = timezone.now()
            send_all()
    asks = list(Ask.objects.all())
    assert (len(asks), set(Ask.objects.values_list("state", flat=True))) == (50, {"answered", "ended"})
    for ask in asks:
        letters = letters_of(ask)
        reminded = [at for kind, at in letters if kind == "asks.reminder"]
        assert [at for at in reminded if at >= answered.get(ask.pk, ask.answer_by)] == []
        assert [at for at in reminded if at - ask.sent_at < timedelta(days=3)] == []
        assert max(Counter(day_of(at) for _kind, at in letters).values()) == 1
        assert len(reminded) <= 3
    assert Notice.objects.filter(kind="asks.reminder", state="gathered").count() > 20
    _within_caps_and_quota(line)


def _within_caps_and_quota(line: Any) -> None:
    sent = Notice.objects.filter(state="sent", kind="asks.first").exclude(sent_at=None)
    each_day = Counter((notice.recipient, day_of(notice.sent_at)) for notice in sent if notice.sent_at)
    assert max(each_day.values()) <= 3
    months = dict(Used.objects.filter(channel="line").values_list("month", "count"))
    assert (max(months.values()), sum(months.values())) == (MOST, len(line.pushed))
    assert len(months) >= 5
    by_line = Notice.objects.filter(recipient__startswith="person:", digest=None, counted_in__gt="", state="sent")
    assert by_line.count() == len(line.pushed)
    assert Notice.objects.exclude(state__in=["sent", "gathered", "withdrawn"]).count() == 0
    assert Notice.objects.filter(address="hana@example.jp", state="sent").count() > 0
