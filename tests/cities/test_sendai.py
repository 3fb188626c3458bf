"""Sendai's pack: it loads clean, says only what its sources say, and names no private person."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest

from kyodo.casebook.models import Case
from kyodo.commons.actors.models import Actor, Field
from kyodo.commons.collaborations.models import Collaboration, Partner
from kyodo.commons.places.city import frame_city
from kyodo.commons.places.models import City, Desk, Facility, Ward
from kyodo.kernel.packs.kinds import PACK_KINDS
from kyodo.kernel.packs.load import load
from kyodo.timeline.models import Era, Lane, Milestone

SENDAI = Path(__file__).resolve().parents[2] / "cities/sendai"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sendai(kept_world: Any) -> None:
    with kept_world.unblock():
        load(SENDAI)


@pytest.mark.usefixtures("sendai")
def test_it_loads_clean_and_again_without_effect():
    again = load(SENDAI)
    assert [one.kind for one in again if one.created or one.updated or one.withdrawn or one.kept] == []
    assert {one.kind for one in again if one.unchanged} == {kind.name for kind in PACK_KINDS if _is_there(kind)}


def _is_there(kind) -> bool:
    files = (SENDAI / kind.folder).glob("*.*") if kind.folder else ()
    return bool(kind.file and (SENDAI / kind.file).exists()) or any(
        file.suffix in (".yaml", ".md") and file.stem != "README" for file in files
    )


@pytest.mark.usefixtures("sendai")
def test_the_city_and_its_wards():
    assert list(Ward.objects.values_list("slug", "name", "code", "population")) == [
        ("aoba", "青葉区", "041017", 296855),
        ("miyagino", "宮城野区", "041025", 187066),
        ("wakabayashi", "若林区", "041033", 138302),
        ("taihaku", "太白区", "041041", 235024),
        ("izumi", "泉区", "041050", 206274),
    ]
    city = City.objects.get()
    assert (city.name, city.code, city.facts[0]["value"]) == ("仙台市", "041009", "1063521")
    assert sum(Ward.objects.values_list("population", flat=True)) == 1063521


@pytest.mark.usefixtures("sendai")
def test_the_page_frame_shows_the_city_and_whom_to_ask():
    city = frame_city()
    assert city is not None
    assert city.contact is not None
    assert (city.name, city.contact.name, city.contact.phone) == ("仙台市", "市民局 市民協働推進課", "022-214-1089")


@pytest.mark.usefixtures("sendai")
def test_the_support_center_is_complete_as_far_as_it_is_known():
    center = Facility.objects.get(slug="saposen")
    assert {(row.weekday, row.opens_at, row.closes_at) for row in center.hours.all()} == {
        *((day, time(9), time(22)) for day in range(1, 7)),
        (7, time(9), time(18)),
        (8, time(9), time(18)),
    }
    assert center.closures == [
        {"days": "24We", "on_holiday": "next_day"},
        {"reason": "年末年始", "yearly": "12-29/01-03"},
    ]
    known = {space.slug: (space.floor, space.capacity, space.is_bookable) for space in center.spaces.all()}
    assert known["theater"] == ("B1", 200, True)
    assert [slug for slug, (_floor, capacity, _bookable) in known.items() if capacity] == ["theater"]
    assert len(known) == 12


@pytest.mark.usefixtures("sendai")
def test_nothing_is_without_a_source_and_nothing_is_invented():
    for model in (City, Ward, Facility, Desk, Actor, Collaboration, Case):
        assert not model.objects.filter(source=[]).exists()
    for model in (City, Facility, Desk, Actor, Collaboration, Case):
        assert not model.objects.filter(is_demo=True).exists()


@pytest.mark.usefixtures("sendai")
def test_the_way_of_collaboration_is_complete_and_says_whose_division_its_eras_are():
    assert Milestone.objects.count() == 56
    for model in (Era, Lane, Milestone):
        assert not model.objects.filter(source=[]).exists()
        assert not model.objects.filter(is_demo=True).exists()
    assert list(Era.objects.order_by("since").values_list("since", "until", "is_official")) == [
        ("1965", "1992", False), ("1993", "1998", False), ("1999", "2014", False), ("2015", "", False),
    ]  # fmt: skip
    assert dict(Milestone.objects.values_list("slug", "on").filter(slug__in=["kasen-joka", "jorei-1999", "teian"])) == {
        "kasen-joka": "1965s",
        "jorei-1999": "1999-04",
        "teian": "FY2012",
    }


@pytest.mark.usefixtures("sendai")
def test_a_milestone_leads_only_to_pages_that_are_there(client):
    inside = set(Milestone.objects.filter(link__startswith="/").values_list("link", flat=True))
    assert {path: client.get(path).status_code for path in inside} == dict.fromkeys(inside, 200)
    assert len(inside) == 8


@pytest.mark.usefixtures("sendai")
def test_the_twenty_fields_of_the_law_are_there():
    numbers = Field.objects.exclude(npo_number=None).values_list("npo_number", flat=True)
    assert list(numbers) == list(range(1, 21))


@pytest.mark.usefixtures("sendai")
def test_both_numbers_of_the_secretariat_are_told():
    desk = Desk.objects.get(slug="kyodo-suishin")
    assert "022-214-1089" in desk.note
    assert "022-218-1089" in desk.note


@pytest.mark.parametrize("name", ["相馬 潤子", "其田 雅美", "西出 優子", "浜 知美", "緑上 浩子"])
def test_no_member_of_the_committee_is_in_the_files(name: str):
    text = "".join(path.read_text(encoding="utf-8") for path in SENDAI.rglob("*.yaml"))
    assert name.replace(" ", "") not in text.replace(" ", "").replace("\u3000", "")


@pytest.mark.usefixtures("sendai")
def test_every_known_case_is_told_with_its_partners_as_far_as_they_are_known():
    partners = {case.slug: case.collaboration and case.collaboration.partners.count() for case in Case.objects.all()}
    assert partners == {
        "omoide": 7, "hirose": None, "oyakushi": 5, "herb": 2, "kawadaira": 2, "teizan": None, "sekiyama": None,
        "kyojo": None, "katahira": 3, "foodbank": 3, "tobinoko": 3, "chonaikai-jireishu": None,
    }  # fmt: skip
    assert not Partner.objects.filter(confirmation="").exists()


@pytest.mark.usefixtures("sendai")
def test_the_tours_have_their_figures_and_the_herbs_their_grant(client):
    work = Collaboration.objects.get(slug="omoide")
    assert [(row.year, int(row.value)) for row in work.figures.order_by("year")] == [
        (2014, 88), (2015, 220), (2016, 506),
    ]  # fmt: skip
    html = client.get("/cases/omoide/").content.decode()
    assert "オモイデツアー" in html
    assert "<svg" in html
    assert '<a href="/support/teian/">' in html
    assert '<a href="/support/kyodo-josei/">' in client.get("/cases/herb/").content.decode()


@pytest.mark.usefixtures("sendai")
def test_the_booklet_of_the_associations_is_one_list_that_leads_to_eleven_of_them(client):
    html = client.get("/cases/chonaikai-jireishu/").content.decode()
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    assert (table.count("<tr>"), table.count('href="/organizations/'), table.count("分かっていません")) == (12, 11, 1)
