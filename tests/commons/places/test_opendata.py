"""Places as open data: the columns of the municipal standard, which come back through the import unchanged."""

from datetime import time
from typing import Any

import pytest
from django.utils import translation

from kyodo.commons.places.imports.desk import FACILITY_IMPORT
from kyodo.commons.places.models import City, Facility, FacilityNumber, OpeningHours
from kyodo.commons.places.opendata import DESKS, FACILITIES
from kyodo.kernel.imports.actions import receive_file
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.stock import stocks
from kyodo.kernel.tables.write import lines
from tests.commons.places.imports.test_imports import named_file
from tests.commons.places.places import support_center
from tests.factories.places import a_desk, a_facility, a_ward

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def city() -> None:
    City.objects.create(slug="sendai", name="仙台市", code="041009", site_name="見本")
    a_ward("aoba", "青葉区", code="041017")


def records(one: Any = FACILITIES) -> list[dict[str, Any]]:
    return [dict(zip((column.title for column in one.columns), row, strict=True)) for row in one.rows(None)]


def test_hours_that_differ_by_day_stand_in_words_and_as_a_formula() -> None:
    support_center(closures=[{"days": "24We", "on_holiday": "next_day"}, {"yearly": "12-29/01-03"}])
    with translation.override("en"):
        [place] = records()
    assert (place["利用可能曜日"], place["開始時間"], place["利用可能日時式"], place["利用可能日時特記事項"]) == (
        "", None, "0Mo0Tu135We0Th0Fr0Sa0Su",
        "月火水木金土 09:00-22:00、日祝 09:00-18:00、"
        "休館日: 第2・第4水曜日（祝日・休日の場合は翌日）、年末年始（12月29日〜1月3日）",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("closures", "formula"),
    [
        ([], "0Mo0Tu0We0Th0Fr0Sa0Su"),
        ([{"days": "0Mo"}], "0Tu0We0Th0Fr0Sa0Su"),
        ([{"days": "13Mo"}, {"holidays": "closed"}], "245Mo0Tu0We0Th0Fr0Sa0Su"),
        ([{"days": "6Fr"}], ""),
        ([{"days": "7Su", "anchor": "2026-11-22"}], ""),
        ([{"days": "0Mo", "last_day": "2027-03-31"}], ""),
        ([{"wrong": 1}], ""),
    ],
)
def test_the_formula_says_only_what_it_can_say_exactly(closures: Any, formula: str) -> None:
    a_facility(closures=closures, hours=(time(9), time(17)))
    assert records()[0]["利用可能日時式"] == formula


def test_a_number_of_the_municipality_goes_before_our_own_name() -> None:
    FacilityNumber.objects.create(facility=a_facility(slug="center"), code="041017", number="A-7")
    [place] = records()
    assert (place["全国地方公共団体コード"], place["ID"]) == ("041017", "A-7")


def test_our_own_file_comes_back_without_a_change() -> None:
    first = a_facility(
        slug="center", hours=(time(9), time(17)), address="仙台市青葉区一番町1-1", phone="022-123-4567 内線12",
        latitude="38.268200", longitude="140.869400", name_reading="しみんかつどうさぽーとせんたー", postcode="9800811",
        closures_text="年末年始", summary="-見本-", confirmed_on="2026-04-01",
    )  # fmt: skip
    OpeningHours.objects.create(facility=first, weekday=8, opens_at=time(9), closes_at=time(17))
    support_center()
    text = "".join(lines([column.title for column in FACILITIES.columns], FACILITIES.rows(None)))
    sent = receive_file(
        desk=FACILITY_IMPORT, file=named_file(text), file_name="facilities.csv", by=SYSTEM, channel="web"
    )
    assert [(row.outcome, row.changes, row.asks) for row in sent.rows.all()] == [("same", {}, []), ("same", {}, [])]
    assert Facility.objects.count() == 2


def test_a_place_that_is_not_public_is_neither_there_nor_named_by_its_desk() -> None:
    hidden = a_facility("見えない館", is_public=False)
    a_desk("見本課", facility=hidden, phone="022-123-4567")
    assert (records(), [desk["施設名"] for desk in records(DESKS)]) == ([], [""])
    assert [held.count for held in stocks([FACILITIES, DESKS]).values()] == [0, 1]
