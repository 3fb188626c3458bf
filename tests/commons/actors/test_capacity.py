"""Capacity: an association tells it in its own words, and reads how it stands today."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import time_machine

from kyodo.commons.actors.capacity import busy_months, open_works, standing
from kyodo.commons.actors.models import Actor, Capacity
from kyodo.kernel.clock.now import TOKYO
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, tzinfo=TOKYO)


@pytest.fixture
def chair(actor: Actor) -> Any:
    signed = sign_in()
    a_holding(a_seat(actor, "会長"), signed.person)
    return signed


def test_the_chair_tells_and_reads_how_the_association_stands(actor: Actor, chair: Any) -> None:
    address = f"/organizations/{actor.slug}/capacity/"
    with time_machine.travel(NOW, tick=False):
        assert "まだお聞きしていません" in chair.client.get(address).content.decode()
        told = {
            "hours_a_month": "１２", "busy_months": ["11", "12", "3"], "most_open": "2", "themes": [a_field().pk],
        }  # fmt: skip
        assert chair.client.post(address, told).status_code == 302
        page = chair.client.get(address).content.decode()
    capacity = Capacity.objects.get()
    assert (capacity.hours_a_month, capacity.busy_months, capacity.most_open) == (12, [3, 11, 12], 2)
    assert (capacity.told_on, capacity.channel, capacity.themes.count()) == (date(2026, 11, 26), "web", 1)
    assert "新しいことは、早くても2027年1月1日からにします。" in page
    assert busy_months([actor.pk]) == {actor.pk: frozenset({3, 11, 12})}


def test_left_in_peace_until_a_day(actor: Actor, chair: Any) -> None:
    address = f"/organizations/{actor.slug}/capacity/"
    day = {"not_before_era": "令和", "not_before_year": "9", "not_before_month": "4", "not_before_day": "1"}
    with time_machine.travel(NOW, tick=False):
        chair.client.post(address, {"most_open": "1", **day})
        assert "2027年4月1日（木）までは、どなたもお願いをしません。" in chair.client.get(address).content.decode()


def test_staff_say_how_they_were_told_and_what_is_wrong_is_said_with_all_that_was_typed(actor: Actor) -> None:
    desk, address = sign_in("coordinator").client, f"/organizations/{actor.slug}/capacity/"
    refused = desk.post(address, {"most_open": "99", "hours_a_month": "7", "channel": "phone"})
    assert (refused.status_code, 'value="7"' in refused.content.decode()) == (422, True)
    assert desk.post(address, {"most_open": "1", "channel": "phone"}).status_code == 302
    assert Capacity.objects.get().channel == "phone"


def test_nobody_else_reads_or_tells_it(actor: Actor, chair: Any, someone: Callable[..., Any]) -> None:
    address = f"/organizations/{actor.slug}/capacity/"
    neighbor = someone()
    a_holding(a_seat(an_actor("となりの会"), "会長"), neighbor.person)
    assert [who.client.get(address).status_code for who in (neighbor, someone("editor"), chair)] == [404, 404, 200]


def test_joint_works_that_go_on_count_and_others_do_not(actor: Actor) -> None:
    for state in ("active", "preparing", "paused", "done"):
        a_partner(a_collaboration(state, state=state), actor)
    a_partner(a_collaboration("未確認", state="active"), actor, confirmation="")
    quiet = an_actor("しずかな会")
    assert [open_works([actor.pk, quiet.pk])[pk] for pk in (actor.pk, quiet.pk)] == [2, 0]
    assert open_works() == {actor.pk: 2}
    assert standing(None, open_works([actor.pk])[actor.pk], date(2026, 11, 26)).room == "full"
