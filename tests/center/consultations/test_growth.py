"""From a consultation to a need, without an import: the wall leads there, and the trail says no more than it may."""

import pytest

from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.registry import GROWTHS
from kyodo.kernel.trail.walk import back, forward
from kyodo.matching.models import Need
from tests.factories.consultations import a_consultant, a_consultation, a_place_with_desk
from tests.factories.matching import an_open_need
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
ANY = "窓口でお聞きした相談（内容は公開しません）"


def test_a_coordinator_of_the_desk_writes_a_need_out_of_it_and_others_learn_only_that_it_was_a_consultation() -> None:
    desk = a_place_with_desk()
    keeper, city = a_consultant(desk, "coordinator"), a_consultant(desk, "city_staff")
    one = a_consultation(desk, is_begun=True, words="家族のこと")
    door = f"/desk/needs/new/?from=consultations.consultation:{one.pk}"
    page = f"/desk/consultations/{one.code}/"
    shown = "この相談から困りごとを書く"
    assert shown in keeper.client.get(page).content.decode()
    assert door in keeper.client.get(page).content.decode()
    assert shown not in city.client.get(page).content.decode()
    form = {"told": "水やりの手伝いがほしい", "channel": "counter", "q": ""}
    form["idempotency_key"] = "a" * 22
    assert one.code in keeper.client.get(door).content.decode()
    keeper.client.post(door, form)
    need = Need.objects.get()
    assert [(stop.title, stop.url) for stop in back(need, keeper.who)] == [(one.code, page)]
    assert [(stop.title, stop.url) for stop in back(need, NOBODY)] == [(ANY, "")]
    assert [stop.title for stop in forward(one, keeper.who)] == [str(need)]


def test_nobody_lets_a_need_grow_out_of_a_consultation_that_they_may_not_read() -> None:
    one, stranger = a_consultation(), sign_in("coordinator")
    door = f"/desk/needs/new/?from=consultations.consultation:{one.pk}"
    page = stranger.client.get(door).content.decode()
    assert (one.code in page, ANY in page) == (False, False)
    stranger.client.post(door, {"told": "試し", "channel": "phone", "q": "", "idempotency_key": "b" * 22})
    assert back(Need.objects.get(), stranger.who) == []


def test_what_hangs_on_the_wall_names_kinds_that_exist() -> None:
    from django.apps import apps

    assert [kind for one in GROWTHS for kind in one.kinds if apps.get_model(kind) is None] == []
    assert back(an_open_need(), NOBODY) == []
