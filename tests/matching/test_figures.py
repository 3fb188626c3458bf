"""The figures of the desk: true where there is enough to count, silent where a number could point to somebody."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from kyodo.kernel.clock.now import moment
from kyodo.matching.actions.offers import mark_answered
from kyodo.matching.models import DeskNote, Offer
from kyodo.matching.queries.figures import figures_of, years
from tests.factories.matching import an_offer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = moment(date(2026, 11, 26))


def told(year: int = 2026) -> dict[str, str]:
    return {figure.key: figure.text for figure in figures_of(year)}


def offers(number: int) -> list[Offer]:
    with time_machine.travel(NOW, tick=False):
        return [an_offer(mail="", phone="022-000-1234") for _one in range(number)]


def test_without_anything_to_count_the_page_says_so(client: Client) -> None:
    assert told() == {
        "received": "0件", "in_time": "まだ分かりません", "days": "まだ分かりません", "declined": "0件",
        "started": "0件", "alive": "まだ分かりません", "host_hours": "まだ分かりません", "staff_minutes": "0分",
    }  # fmt: skip
    assert "この年度の数字は、まだありません" in client.get("/desk/figures/").content.decode()


def test_of_five_answered_offers_four_were_in_time() -> None:
    for offer, days in zip(offers(5), (2, 4, 6, 8, 30), strict=True):
        mark_answered(offer=offer, at=NOW + timedelta(days=days))
    Offer.objects.update(state="closed")
    DeskNote.objects.create(about_kind="x", about_id="1", words="電話", minutes=15, at=NOW)
    found = told()
    assert (found["received"], found["in_time"], found["days"]) == ("5件", "80%", "6日")
    assert (found["declined"], found["staff_minutes"]) == ("5件", "15分")


def test_few_cases_are_not_told(client: Client) -> None:
    for offer in offers(4):
        mark_answered(offer=offer, at=NOW + timedelta(days=1))
    Offer.objects.update(state="closed")
    assert (told()["in_time"], told()["days"], told()["declined"]) == (*["5件未満のため出しません"] * 2, "5件未満")
    with time_machine.travel(NOW + timedelta(days=200)):
        assert years() == [2027, 2026]
        file = b"".join(client.get("/desk/figures/table/?year=2026").streaming_content).decode()
    assert "2026,理由をお伝えして終えた申し出,,5件未満" in file
    assert "2026,受け付けた申し出,4,4件" in file
