"""What the room hangs on the walls of the house."""

from pathlib import Path

import pytest
import time_machine
from pydantic import ValidationError

from kyodo.commons.actors.demo import make_sample_organizations
from kyodo.commons.gatherings.demo import SAMPLES, make_sample_events
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.opendata import COLUMNS, EVENTS
from kyodo.commons.gatherings.pack import EventRecord
from kyodo.commons.gatherings.queries import without_dates
from kyodo.commons.places.public import Facility
from kyodo.kernel.packs.load import load
from kyodo.kernel.search.followers import names_of
from kyodo.kernel.stock import stocks
from tests.commons.gatherings.conftest import NOW
from tests.factories.gatherings import a_gathering, on
from tests.factories.packs import a_pack
from tests.factories.places import a_facility

pytestmark = pytest.mark.django_db
EVENT = """
title: 会計講座
kana: カイケイコウザ
kind: course
organizer: kai
place: center
fields: [machizukuri]
dates:
  - {on: 2026-12-05, from: "14:00", until: "16:00"}
  - {on: 2026-12-31, from: "22:00", until: "26:00"}
  - {on: 2027-01-05, last_day: 2027-01-06}
childcare: true
is_free: true
demo: true
"""


def test_a_pack_brings_events_with_their_dates_and_hides_what_left_it(tmp_path: Path) -> None:
    load(a_pack(tmp_path / "one", {"events/kouza.yaml": EVENT}))
    made = Gathering.objects.get()
    assert (made.slug, made.state, made.organizer.slug, made.place.slug) == ("kouza", "published", "kai", "center")
    assert [(d.number, d.ends_at.isoformat(), d.is_all_day) for d in made.occurrences.order_by("number")] == [
        (1, "2026-12-05T07:00:00+00:00", False),
        (2, "2026-12-31T17:00:00+00:00", False),
        (3, "2027-01-06T15:00:00+00:00", True),
    ]
    outcomes = load(a_pack(tmp_path / "one", {"events/kouza.yaml": EVENT}))
    assert [outcome.unchanged for outcome in outcomes if outcome.kind == "event"] == [["kouza"]]
    changed = EVENT + "cancelled_reason: 台風のため\n"
    load(a_pack(tmp_path / "one", {"events/kouza.yaml": changed}))
    assert Gathering.objects.get().state == "cancelled"
    load(a_pack(tmp_path / "one", {"events/kouza.yaml": None}))
    assert Gathering.objects.get().state == "draft"


@pytest.mark.parametrize(
    "values",
    [
        {"dates": []},
        {"dates": [{"on": "2026-12-05", "from": "14:00", "until": "13:00"}]},
        {"dates": [{"on": "2026-12-05"}, {"on": "2026-12-05"}]},
        {"dates": [{"on": "2026-12-05", "from": "31:00"}]},
        {"slug": "month"},
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        EventRecord.model_validate(
            {"slug": "a", "title": "題", "demo": True, "dates": [{"on": "2026-12-05"}], **values}
        )


def test_the_demo_has_events_in_the_coming_weeks_and_is_made_once() -> None:
    make_sample_organizations()
    make_sample_events()
    make_sample_events()
    assert Gathering.objects.filter(is_demo=True).count() == len(SAMPLES)
    assert Occurrence.objects.filter(ends_at__gt=NOW).count() == 9
    with time_machine.travel(NOW.replace(year=2027), tick=False):
        make_sample_events()
        assert Gathering.objects.count() == len(SAMPLES)
        assert not Occurrence.objects.filter(ends_at__lt=NOW.replace(year=2027), is_cancelled=False).exists()


def test_open_data_holds_every_public_date_and_no_draft() -> None:
    a_gathering("講座", on(), slug="kouza")
    a_gathering("中止", on(), slug="off", state="cancelled", cancelled_reason="台風", is_demo=True)
    a_gathering("下書き", on(), slug="draft", state="draft")
    rows = list(EVENTS.rows(None))
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2
    assert (stocks([EVENTS])["events"].count, [row[1] for row in EVENTS.rows(1)]) == (2, ["kouza-1"])
    by_title = [dict(zip((column.title for column in COLUMNS), row, strict=True)) for row in rows]
    assert [(row["開催状況"], row["備考"], row["見本"]) for row in by_title] == [
        ("開催", "", ""),
        ("中止", "台風", "見本"),
    ]
    assert stocks([EVENTS])["events"].updated == NOW


def test_open_data_costs_the_same_for_one_and_for_many(django_assert_num_queries: object) -> None:
    a_gathering()
    list(EVENTS.rows(None))
    for _number in range(10):
        a_gathering(place=a_facility())
    with django_assert_num_queries(2):
        list(EVENTS.rows(None))


def test_a_renamed_place_leads_to_its_events_in_the_search() -> None:
    place = a_facility()
    a_gathering(slug="kouza", place=place)
    assert ("event", "kouza") in names_of(Facility.objects.get(pk=place.pk))


def test_a_public_event_without_a_date_is_reported() -> None:
    a_gathering(slug="kouza").occurrences.all().delete()
    a_gathering()
    assert list(without_dates()) == ["events: kouza is public and has no date; write one or cancel it"]
