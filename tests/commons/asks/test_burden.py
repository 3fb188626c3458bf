"""The meter: how much an association was asked, its busy months, and a day that suits it better."""

from datetime import date
from typing import Any

import pytest

from kyodo.commons.actors.public import tell_capacity
from kyodo.commons.asks.actions import write_other
from kyodo.commons.asks.burden import asked_this_month, better_day, meter
from kyodo.kernel.clock.now import moment, today
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import an_actor
from tests.factories.asks import an_ask, an_officer

BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}
MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "busy", "asked", "better"), [
    (date(2027, 5, 20), set(), {MAY: 3}, None),
    (date(2027, 5, 20), set(), {MAY: 4}, date(2027, 6, 1)),
    (date(2027, 5, 20), {5, 6}, {}, date(2027, 7, 1)),
    (date(2027, 5, 20), {5}, {JUNE: 4}, date(2027, 7, 1)),
    (date(2027, 4, 20), {4}, {}, date(2027, 5, 6)),
    (date(2027, 12, 20), {12}, {}, date(2028, 1, 4)),
    (date(2027, 5, 20), set(range(1, 13)), {}, None),
])  # fmt: skip
def test_the_better_day_is_the_first_working_day_of_a_month_that_is_neither_busy_nor_full(
    on: date, busy: set[int], asked: dict[date, int], better: date | None
) -> None:
    assert better_day(on, busy, asked) == better


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_meter_knows_the_busy_months_that_the_association_told(someone: Any) -> None:
    actor = an_actor("川平町内会", "community_organization")
    seat, _person = an_officer(actor=actor)
    for office in ("見本課", "見本室"):
        write_other(actor=actor, on=today(), office=office, what="アンケート", **BY)
    an_ask(seat)
    assert (meter(actor).is_busy, meter(actor).tone, meter(actor).better) == (False, "info", None)
    tell_capacity(actor=actor, busy_months=[today().month], **BY)
    assert meter(actor).tone == "warning"
    found = meter(actor)
    assert (found.ours, found.others, found.is_busy) == (1, 2, True)
    assert found.better
    assert moment(found.better) > moment(today())
    page = someone("coordinator").client.get(f"/desk/asks/new/{seat.pk}/").content.decode()
    for words in (
        "今月すでに3件のお願いをしています",
        f"{today().month}月は忙しい月",
        "以降のほうがご負担が軽くなります",
    ):
        assert words in page
    assert asked_this_month([actor.pk]) == {actor.pk: 3}
    assert "今月のお願い 3件" in someone("coordinator").client.get("/desk/asks/new/?q=川平").content.decode()
