"""The menu in its groups, and the same page in other languages."""

from django.test import RequestFactory
from django.utils.translation import override

from kyodo.kernel.registry import MenuItem
from kyodo.ui import navigation


def test_the_doors_stand_in_their_order_with_their_ways() -> None:
    menu = [
        MenuItem("b", "声", "home", "voice"),
        MenuItem("a", "事例", "home", "know"),
        MenuItem("c", "机", "home", "desk"),
    ]
    doors = navigation.groups(menu)
    assert [(door.key, str(door.label), [way.label for way in door.ways]) for door in doors] == [
        ("know", "知る", ["事例"]),
        ("connect", "つながる", []),
        ("support", "支援を使う", []),
        ("voice", "声を届ける", ["声"]),
    ]


def test_an_item_whose_address_does_not_exist_is_left_out() -> None:
    assert navigation.ways([MenuItem("a", "まだない", "no_such_address", "know")], "know") == []


def test_a_menu_leads_to_addresses_of_the_language_in_use() -> None:
    item = MenuItem("a", "見本帳", "ui:gallery", "know")
    assert [way.href for way in navigation.ways([item], "know")] == ["/ui/"]
    with override("en"):
        assert [way.href for way in navigation.ways([item], "know")] == ["/en/ui/"]


def test_each_language_leads_to_the_same_page_and_names_itself() -> None:
    found = navigation.languages(RequestFactory().get("/ui/?scheme=dark"))
    assert [(language.name, language.href, language.is_current) for language in found] == [
        ("日本語", "/ui/?scheme=dark", True),
        ("English", "/en/ui/?scheme=dark", False),
    ]


def test_a_page_without_a_twin_leads_home() -> None:
    found = navigation.languages(RequestFactory().get("/healthz"))
    assert [language.href for language in found] == ["/healthz", "/en/"]
