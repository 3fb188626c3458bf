"""What a page gets: the picture, its text, its years; a file, a picture to share, and the data."""

import pickle
import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.template.loader import render_to_string

from kyodo.commons.collaborations.public import Picture, PicturedPartner, PicturedTie
from kyodo.diagrams import svg
from kyodo.diagrams.public import Figure, YearChoice, drawn_json, drawn_png, drawn_svg, figure_of
from kyodo.ui import icons
from tests.factories.pictures import random_picture
from tests.ui.test_contrast import SCHEMES

pytestmark = pytest.mark.usefixtures("today")

PICTURE = Picture(
    "空き家を<居場所>に",
    "",
    (
        PicturedPartner("chonaikai", "町内会", "community_organization", "場所の提供", url="/organizations/a/"),
        PicturedPartner("npo", "NPO & 仲間", "civic_group", since="2024-04"),
        PicturedPartner("shop", "", "business", is_named=False, since="2025-10", until="2026-03"),
    ),
    (
        PicturedTie("1", "chonaikai", "npo", "place", "空き家", since="2024-04"),
        PicturedTie("2", "shop", "npo", "goods", "野菜", since="2025-10", until="2026-03"),
    ),
    (2024, 2025, 2026),
)


@pytest.fixture
def today():
    with time_machine.travel(datetime(2026, 11, 25, 3, tzinfo=UTC), tick=False):
        yield


def names(figure: Figure) -> list[str]:
    return re.findall(r'class="name"[^>]*>([^<]*)<', figure.svg.split("<svg ")[1])


def test_a_page_gets_both_forms_its_text_and_its_years() -> None:
    figure = figure_of(PICTURE, href="/collaborations/ibasho/")
    assert re.findall(r'<svg class="diagram (\w+)"', figure.svg) == ["wide", "tall"]
    assert names(figure) == ["町内会", "NPO &amp; 仲間"]
    assert figure.told.ties == ("2024年4月から、町内会は、NPO & 仲間に場所（空き家）を提供しています。",)
    assert figure.years == (
        YearChoice("令和6年度（2024年度）", "/collaborations/ibasho/?year=2024", False),
        YearChoice("令和7年度（2025年度）", "/collaborations/ibasho/?year=2025", False),
        YearChoice("令和8年度（2026年度）", "/collaborations/ibasho/?year=2026", True),
    )
    assert (figure.is_empty, figure.grouped) == (False, "")
    assert pickle.loads(pickle.dumps(figure)) == figure  # noqa: S301


def test_a_past_year_shows_who_took_part_then() -> None:
    figure = figure_of(PICTURE, href="/", year=2025)
    assert names(figure) == ["町内会", "NPO &amp; 仲間", "ある事業者"]
    assert (
        figure.told.ties[1] == "2025年10月から2026年3月まで、ある事業者は、NPO & 仲間に物（野菜）を提供していました。"
    )
    assert [year.is_current for year in figure.years] == [False, True, False]


def test_what_is_over_shows_its_last_year() -> None:
    partners = (PicturedPartner("a", "会", "civic_group", since="2013-04", until="2017-03"),)
    figure = figure_of(Picture("記憶", "", partners, (), (2013, 2014, 2015, 2016)), href="/")
    assert names(figure) == ["会"]
    assert [year.label for year in figure.years if year.is_current] == ["平成28年度（2016年度）"]


def test_what_has_no_history_has_no_years_and_nobody_at_all_no_picture() -> None:
    assert figure_of(Picture("会", "", PICTURE.partners[:1], ()), href="/").years == ()
    nobody = figure_of(Picture("会", "", (), ()), href="/")
    assert (nobody.is_empty, nobody.svg) == (True, "")


def test_the_picture_has_a_name_and_a_description_and_its_partners_are_links() -> None:
    found = ET.fromstring(figure_of(PICTURE, href="/").svg.split("</svg>")[0] + "</svg>")  # noqa: S314
    assert (found.get("role"), found.find("a").get("href")) == ("group", "/organizations/a/")
    assert found.find("a").get("aria-label") == "町内会（地域団体）"
    assert found.find("g").get("aria-hidden") == "true"
    by_id = {item.get("id"): item.text for item in found.iter() if item.get("id")}
    assert by_id[found.get("aria-labelledby")] == "「空き家を<居場所>に」の関係図"
    assert by_id[found.get("aria-describedby")].startswith("令和8年度（2026年度）の「空き家を<居場所>に」には、2者が")
    without_links = figure_of(random_picture(1), href="/").svg
    assert len(re.findall(r' id="(\w+)"', without_links)) == len(set(re.findall(r' id="(\w+)"', without_links))) == 4


def test_a_file_of_its_own_is_whole_and_the_same_each_time() -> None:
    drawing = drawn_svg(PICTURE)
    root = ET.fromstring(drawing)  # noqa: S314
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(" not in drawing
    assert [drawn_svg(random_picture(seed)) for seed in range(20)] == [
        drawn_svg(random_picture(seed)) for seed in range(20)
    ]


def test_its_colors_are_those_of_the_light_scheme() -> None:
    light = {name: value.lower() for name, value in SCHEMES["light"].items()}
    assert {kind: light[kind.replace("_", "-")] for kind in svg.HUES} == svg.HUES
    for name in ("ink", "accent", "accent-tint", "line-strong"):
        assert light[name] in svg.STYLE


def test_kinds_can_be_told_apart_without_color() -> None:
    assert set(svg.TIE_ICONS.values()) <= set(icons.ICONS)
    strokes = [svg.LINES.get(kind, "thick" if kind == "money" else "") for kind in svg.TIE_ICONS if kind != "several"]
    assert len(set(strokes)) == 6


def test_the_data_hold_the_places_and_the_plain_facts() -> None:
    data = drawn_json(PICTURE)
    assert [(one["key"], one["name"], one["kind"]) for one in data["partners"]] == [
        ("chonaikai", "町内会", "community_organization"),
        ("npo", "NPO & 仲間", "civic_group"),
    ]
    assert data["ties"] == [
        {
            "source": "chonaikai", "target": "npo", "kind": "place", "label": "空き家", "both_ways": False,
            "since": "2024-04", "until": "",
        }
    ]  # fmt: skip
    assert [box["partner"] for box in data["drawing"]["boxes"]] == ["chonaikai", "npo"]
    assert [(arrow["source"], arrow["target"]) for arrow in data["drawing"]["arrows"]] == [("chonaikai", "npo")]
    assert [label["lines"] for label in data["drawing"]["labels"]] == [["空き家"]]
    assert drawn_json(PICTURE, year=2025)["partners"][2]["name"] == "ある事業者"


@pytest.mark.django_db
def test_a_picture_to_share_is_1200_pixels_wide() -> None:
    made = drawn_png(PICTURE)
    assert (made[:8], int.from_bytes(made[16:20])) == (b"\x89PNG\r\n\x1a\n", 1200)


def test_the_part_of_a_page_shows_picture_years_and_text() -> None:
    page = render_to_string("diagrams/figure.html", {"figure": figure_of(PICTURE, href="/x/")})
    assert page.count("<svg ") == 2
    assert re.findall(r'<a href="([^"]*)" aria-current="true">', page) == ["/x/?year=2026"]
    assert "<summary>文章で読む</summary>" in page
    assert "町内会は、NPO &amp; 仲間に場所（空き家）を提供しています。" in page
