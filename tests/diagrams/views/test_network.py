"""What people get on the page of the city's network."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kyodo.commons.collaborations.models import Collaboration, Span
from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration, a_partner

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "") -> str:
    """Return what the page says."""
    answer = client.get(f"/network/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def marks(text: str) -> list[str]:
    """Return what the marks of the picture say aloud."""
    return re.findall(r'data-kyodo-mark="\d+" aria-label="([^"]+)"', text)


def table(text: str) -> list[str]:
    """Return the organizations of the table."""
    return re.findall(r'<th scope="row"><span>(?:<a href="[^"]+">)?([^<]+)<', text)


@pytest.fixture
def night_market(work: Collaboration) -> Collaboration:
    """A second joint work: a shop with the club of the first, in the fiscal year 2020."""
    market = a_collaboration("夜市")
    Span.objects.create(collaboration=market, since="2020-07", until="2020-08")
    a_partner(market, an_actor("見本商店街", "business", slug="shoten"))
    a_partner(market, work.partners.get(key="club").actor)
    return market


@pytest.mark.usefixtures("night_market")
def test_the_picture_and_its_table_say_the_same(client: Client) -> None:
    text = page(client)
    assert marks(text) == [
        "片平まちづくり会、市民活動団体、取り組み2件、相手2団体",
        "見本商店街、事業者、取り組み1件、相手1団体",
        "青葉第一町内会、地域団体、取り組み1件、相手1団体",
    ]
    assert table(text) == ["片平まちづくり会", "見本商店街", "青葉第一町内会"]
    assert ("2組" in text, 'href="/organizations/katahira/"' in text) == (True, True)


@pytest.mark.usefixtures("night_market")
def test_who_has_not_confirmed_is_not_there(client: Client) -> None:
    assert "ひみつ電機" not in page(client)
    assert marks(page(client, "?q=ひみつ")) == []
    assert "いっしょに取り組む相手" in page(client, "?center=named:business:ひみつ電機")
    assert "全体の図に戻る" not in page(client, "?center=named:business:ひみつ電機")


@pytest.mark.usefixtures("night_market")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?year=2020", ["片平まちづくり会", "見本商店街"]),
        ("?kind=business", ["片平まちづくり会", "見本商店街"]),
        ("?ward=aoba", ["片平まちづくり会", "青葉第一町内会"]),
        ("?field=town&year=2020", []),
        ("?center=actor:shoten", ["見本商店街", "片平まちづくり会"]),
        ("?center=actor:shoten&steps=2", ["見本商店街", "片平まちづくり会", "青葉第一町内会"]),
        ("?center=nobody&year=x&steps=9", ["片平まちづくり会", "見本商店街", "青葉第一町内会"]),
        ("?q=町内会", ["青葉第一町内会"]),
        ("?q=だれもいない", []),
    ],
)
def test_the_network_is_narrowed(client: Client, query: str, found: list[str]) -> None:
    assert table(page(client, query)) == found


def test_what_is_not_drawn_is_said_and_stands_in_the_table(client: Client) -> None:
    work = a_collaboration("大きな輪")
    for n in range(60):
        a_partner(work, f"会{n:02}")
    text = page(client)
    assert (len(marks(text)), len(table(text))) == (30, 50)
    assert ("30団体を描いています" in text, "ほかの30団体は表にあります" in text) == (True, True)
    assert len(table(page(client, "?page=2"))) == 10


def test_nobody_yet_is_said(client: Client) -> None:
    text = page(client)
    assert ("時期の分からない取り組みは、" in text, '<svg class="network-svg' in text) == (True, False)


def test_it_costs_the_same_for_one_and_for_many(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            page(Client())
        return len(taken)

    a_partner(a_collaboration("一"), an_actor("会"))
    one = queries()
    for n in range(30):
        a_partner(a_collaboration(f"題{n}"), an_actor(f"会{n}"))
    assert (queries(), one <= 12) == (one, True)
