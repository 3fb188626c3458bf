"""On English pages nothing Japanese stands outside an element that says so: a screen reader would spell it out."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests.factories.actors import a_seat
from tests.house.test_axe import NO_PAGES, SAMPLES, SIGN_IN, plain_addresses
from tests.journeys.world import settle

pytestmark = pytest.mark.django_db
JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
#: Read aloud or drawn; an attribute has the language of its element.
SAID = ("alt", "title", "placeholder", "value", "content", "aria-label")
#: Words in an attribute of an element whose content is in another language cannot be marked apart from it.
UNMARKABLE = ("aria-label", "title")


class Listener(HTMLParser):
    """Hears a page as a screen reader does, and notes Japanese that is announced as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[tuple[str, str]] = [("", "")]
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.languages[-1][1]
        for name in SAID:
            is_free = name in UNMARKABLE and tag not in VOID
            if JAPANESE.search(given.get(name) or "") and language != "ja" and not is_free:
                self.wrong.append(f"<{tag} {name}={given[name]}>")
        if tag not in VOID:
            self.languages.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while len(self.languages) > 1 and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.languages[-1]
        if tag not in ("script", "style") and language != "ja" and JAPANESE.search(data):
            self.wrong.append(data.strip()[:60])


def heard(html: str) -> list[str]:
    listener = Listener()
    listener.feed(html)
    return listener.wrong


def test_the_listener_hears_what_is_not_marked() -> None:
    assert heard('<html lang="en"><p>a</p><p>花</p><p lang="ja">花</p><img alt="花">') == ["花", "<img alt=花>"]


@pytest.fixture(scope="module")
def city(kept_world: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A small city with an organization that has a seat."""
    from kyodo.commons.actors.models import Actor

    with kept_world.unblock():
        settle(tmp_path_factory.mktemp("city"))
        a_seat(Actor.objects.get(slug="kai"))


def everybodys() -> set[str]:
    """Return the addresses that are open to all."""
    plain = [a for a in plain_addresses() if a not in NO_PAGES and not a.startswith(("my/", "desk/", "api/"))]
    return {*plain, *SAMPLES, *SIGN_IN}


def unmarked(client: Client, addresses: set[str], *, ruby: bool) -> list[str]:
    """Return the Japanese words of English pages that nothing marks, with furigana or without."""
    client.cookies.load({"kyodo_ruby": "1"} if ruby else {})
    found = []
    for address in sorted(addresses):
        response = client.get(f"/en/{address}")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found += [f"{address}: {word}" for word in heard(response.content.decode())]
    return found


@pytest.mark.usefixtures("kept_for_all")
@pytest.mark.parametrize("ruby", [False, True])
def test_japanese_on_english_pages_says_that_it_is_japanese(city: None, ruby: bool) -> None:
    assert unmarked(Client(), everybodys(), ruby=ruby) == []


@pytest.mark.usefixtures("kept_for_all")
@pytest.mark.parametrize("role", ["city_staff", "administrator"])
def test_so_it_does_on_the_pages_of_those_who_signed_in(city: None, role: str, someone: Any) -> None:
    client = someone(role).client
    theirs = {"my/", "desk/organizations/import/", "organizations/new/", "organizations/kai/seats/"}
    assert unmarked(client, theirs | (everybodys() if role == "city_staff" else set()), ruby=False) == []
    assert unmarked(client, theirs, ruby=True) == []
