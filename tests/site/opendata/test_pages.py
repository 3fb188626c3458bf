"""The catalogue and the page of a set."""

from collections.abc import Callable

import pytest

from kyodo.commons.places.models import City
from kyodo.kernel.registry import OPEN_DATA

Read = Callable[..., bytes]
pytestmark = pytest.mark.django_db


def test_the_catalogue_shows_every_set_with_its_files(read: Read) -> None:
    page = read("/data/").decode()
    assert [one.key for one in OPEN_DATA if f'href="/data/{one.key}.csv"' not in page] == []
    assert [one.key for one in OPEN_DATA if f'href="/data/{one.key}/"' not in page] == []
    assert 'href="/data/all.zip"' in page


def test_terms_that_nobody_set_are_said_to_be_open(read: Read) -> None:
    assert "利用条件は、市が定めるまで未定です。" in read("/data/").decode()
    City.objects.update(license_name="CC BY 4.0", license_url="https://creativecommons.org/licenses/by/4.0/")
    page = read("/data/").decode()
    assert ('href="https://creativecommons.org/licenses/by/4.0/"' in page, "未定です" in page) == (True, False)


def test_a_set_shows_its_first_rows_and_what_its_columns_hold(read: Read) -> None:
    page = read("/data/facilities/").decode()
    for words in ("市民活動サポートセンター", "全国地方公共団体コード", "6桁の全国地方公共団体コード", "2026年4月1日"):
        assert words in page
    assert "Public facilities" in read("/en/data/facilities/").decode()


def test_the_menu_and_the_sitemap_lead_there(read: Read) -> None:
    assert 'href="/data/"' in read("/").decode()
    sitemap = read("/sitemap.xml").decode()
    assert ("/data/</loc>" in sitemap, "/data/facilities/</loc>" in sitemap) == (True, True)


def test_an_empty_house_says_so(db: None, client) -> None:
    assert client.get("/data/organizations/").status_code == 200
    assert client.get("/data/catalog.ttl").status_code == 200
