"""The frame, the gallery, the error pages, the home page and the preferences."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from kyodo import ui
from kyodo.kernel.registry import PANELS, Panel

COMPONENTS = sorted((Path(ui.__file__).parent / "templates/ui/components").glob("*.html"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/en/", "/ui/", "/en/ui/", "/ui/?scheme=dark"])
def test_a_page_is_the_same_for_every_anonymous_visitor(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.cookies == {}
    assert b"csrfmiddlewaretoken" not in response.content


@pytest.mark.django_db
def test_a_page_has_its_frame(client: Client) -> None:
    page = client.get("/ui/").content.decode()
    assert page.startswith('<!doctype html>\n<html lang="ja">')
    assert '<a class="skip" href="#main">本文へ移動</a>' in page
    assert "<title>部品の見本帳 | " in page
    assert len(re.findall("<h1", page)) == 1
    assert '<a href="/en/ui/" lang="en" hreflang="en">' in page


@pytest.mark.django_db
def test_nothing_is_inline(client: Client) -> None:
    page = client.get("/ui/").content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page) == []


@pytest.mark.django_db
def test_the_english_page_is_in_english(client: Client) -> None:
    page = client.get("/en/ui/").content.decode()
    assert '<html lang="en">' in page
    assert "<h1>Components</h1>" in page
    assert re.findall("[ぁ-ん]", re.sub(r'<div class="ground.*?\n</div>\n<section', "", page, flags=re.DOTALL)) == []


@pytest.mark.django_db
def test_the_gallery_shows_every_component(client: Client) -> None:
    page = client.get("/ui/").content.decode()
    assert [file.stem for file in COMPONENTS if f"<code>{file.stem}</code>" not in page] == []


@pytest.mark.django_db
def test_an_unknown_address_says_what_to_do_next(client: Client) -> None:
    response = client.get("/ui/no-such-page/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "お探しのページは見つかりませんでした" in page
    assert '<a href="/">トップページへ</a>' in page


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("500.html", "ページを表示できませんでした"),
        ("400.html", "送られた内容を読み取れませんでした"),
        ("403_csrf.html", "お手数ですが、もう一度お送りください"),
    ],
)
def test_low_error_pages_need_no_context_and_no_database(template: str, heading: str) -> None:
    page = render_to_string(template)
    assert re.sub("<[^>]+>", "", page).count(heading) == 2
    assert "トップページへ" in page
    with override("en"):
        assert re.findall("[ぁ-ん]", render_to_string(template)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["403.html", "ui/told.html"])
def test_a_refusal_gives_its_reason(template: str) -> None:
    page = render_to_string(template, {"message": "まず団体の登録をしてください。"}, RequestFactory().get("/"))
    assert ("まず団体の登録をしてください。" in page) is (template == "ui/told.html")
    assert "トップページへ" in page


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_is_told_so() -> None:
    response = Client(enforce_csrf_checks=True).post("/preferences/", {"ruby": "1"})
    assert response.status_code == 403
    assert "もう一度お送りください" in response.content.decode()


@pytest.mark.django_db
def test_furigana_can_be_switched_on_and_off(client: Client) -> None:
    assert "<ruby>" not in client.get("/preferences/").content.decode()
    assert client.post("/preferences/", {"ruby": "1", "next": "/preferences/"}).headers["Location"] == "/preferences/"
    page = client.get("/preferences/").content.decode()
    assert "<rt>せんだい</rt>" in page
    assert "<ruby>隠<rp>（</rp><rt>かく</rt>" in page


@pytest.mark.django_db
def test_the_home_page_draws_each_room_s_panel(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PANELS, "_items", {})
    PANELS.hang(
        Panel("tag", "home", "ui/forms/support.html", lambda request: {"field": {"help_text": "見本の案内"}}),
        Panel("empty", "home", "ui/forms/support.html", lambda request: None),
    )
    page = client.get("/").content.decode()
    assert "このまちで、何をしてみたいですか" in re.sub("<[^>]+>", "", page)
    assert re.findall(r"<h3><svg.*?</svg>([^<]+)</h3>", page) == ["知る", "つながる", "支援を使う", "声を届ける"]
    assert page.count('<div class="section">') == 1


@pytest.mark.django_db
@override_settings(STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}})
def test_a_first_visit_stays_light(client: Client) -> None:
    """The styles and scripts of the frame, unpacked, are below 60 kB; there are no fonts."""
    page = client.get("/").content.decode()
    static = Path(ui.__file__).parent / "static"
    own = [static / path for path in re.findall(r'(?:href|src)="/static/(ui/[^"]+)"', page)]
    assert sum(file.stat().st_size for file in own) < 60_000
    assert len(own) <= 13


@pytest.mark.django_db
def test_a_postcode_is_answered(client: Client) -> None:
    assert client.get("/ui/postcode/?code=980-0811").json() == {"address": "宮城県仙台市青葉区一番町"}
    assert client.get("/ui/postcode/?code=x").json() == {"address": ""}
