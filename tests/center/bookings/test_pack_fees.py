"""A city's fee table and reductions come from its pack; every line is accounted for, and what was booked by stays."""

from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from kyodo.center.bookings.models import CommonReduction, Fee, Resource
from kyodo.center.bookings.queries.costs import costs_of
from kyodo.center.bookings.queries.money import table_fee
from kyodo.kernel.clock.now import moment
from kyodo.kernel.packs.load import Outcome, PackRefused, load
from tests.factories.bookings import a_booking, a_party, a_request
from tests.factories.packs import a_pack
from tests.factories.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROOMS = """\
resources:
  - {slug: large, facility: center, name: 大会議室, slots: [["09:00", "12:00"], ["13:00", "17:00"]], demo: true}
  - {slug: small, facility: center, name: 小会議室, demo: true}
"""
MORNING = '  - {slug: large-1, resource: large, slot: ["09:00", "12:00"], yen: 1000, since: 2020-04-01, source: 条例}'
HOUR = "  - {slug: small-hour, resource: small, per: hour, yen: 300, since: 2020-04-01, demo: true}"
BUSINESS = HOUR.replace("small-hour", "small-business").replace("yen: 300", "user_kind: business, yen: 600")
LESS = "  - {slug: civic, name: 市民活動の減免, resources: [small], user_kind: civic, percent: 50, since: 2020-04-01, "
REDUCTIONS = f"reductions:\n{LESS}source: 要綱}}\n"


def a_city(folder: Path, *lines: str, more: str = REDUCTIONS) -> Path:
    """Write a pack with two rooms, these lines of the fee table, and a reduction."""
    text = "".join(f"{line}\n" for line in lines)
    return a_pack(folder, {"rooms.yaml": ROOMS, "fees.yaml": f"fees:\n{text}{more}"})


def counts(outcomes: list[Outcome]) -> dict[str, tuple[int, int, int, int, int]]:
    """Return (created, updated, unchanged, withdrawn, kept) of what is money."""
    return {
        one.kind: (len(one.created), len(one.updated), len(one.unchanged), len(one.withdrawn), len(one.kept))
        for one in outcomes
        if one.kind in ("fee", "reduction")
    }


def problems(root: Path) -> list[str]:
    """Return what a load says against a pack."""
    with override("en"), pytest.raises(PackRefused) as refused:
        load(root)
    return [one.words for one in refused.value.problems]


def test_every_line_is_accounted_for_and_loading_twice_changes_nothing(tmp_path):
    root = a_city(tmp_path, MORNING, HOUR, BUSINESS)
    assert counts(load(root)) == {"fee": (3, 0, 0, 0, 0), "reduction": (1, 0, 0, 0, 0)}
    assert counts(load(root)) == {"fee": (0, 0, 3, 0, 0), "reduction": (0, 0, 1, 0, 0)}
    columns = ("slug", "per", "slot_from", "user_kind", "yen", "is_demo")
    assert list(Fee.objects.order_by("slug").values_list(*columns)) == [
        ("large-1", "slot", "09:00", "", 1000, False),
        ("small-business", "hour", "", "business", 600, True),
        ("small-hour", "hour", "", "", 300, True),
    ]
    a_city(tmp_path, HOUR.replace("300", "350"), BUSINESS, more="")
    assert counts(load(root)) == {"fee": (0, 1, 1, 1, 0), "reduction": (0, 0, 0, 1, 0)}
    assert CommonReduction.objects.count() == 0


def test_a_reduction_for_everybody_lowers_the_fee_of_those_whom_it_suits(tmp_path, client):
    load(a_city(tmp_path, MORNING, HOUR))
    small = Resource.objects.get(slug="small")
    civic, general = a_party(user_kind="civic"), a_party(user_kind="general")
    booked = a_booking(small, civic, reason="見本", day=date(2026, 12, 1), begins="10:00", ends="12:00")
    costs = costs_of(small, booked.starts_at, booked.ends_at, [civic, general])
    assert table_fee(booked) == 300
    assert [(one.least, one.is_sample) for one in costs] == [(300, True), (600, True)]
    assert "市民活動の減免" in client.get("/rooms/fees/").text
    client = sign_in("center_staff").client
    account = client.get(f"/desk/rooms/money/{booked.code}/").text
    assert "50 % （市民活動の減免）" in account
    assert "市民活動の減免" in client.get("/desk/rooms/fees/").text
    assert str(CommonReduction.objects.get()) == "市民活動の減免"


def test_a_line_by_which_somebody_booked_is_neither_changed_nor_withdrawn(tmp_path):
    load(a_city(tmp_path, MORNING, HOUR))
    large = Resource.objects.get(slug="large")
    a_booking(large, a_party(), reason="見本", day=date(2026, 12, 1), begins="09:00", ends="12:00")
    assert problems(a_city(tmp_path, MORNING.replace("1000", "900"), HOUR)) == [
        "somebody booked by this line already, so it stays; write a new line with a later since"
    ]
    later = MORNING.replace("large-1", "large-1-new").replace("2020-04-01", "2027-04-01").replace("1000", "900")
    assert counts(load(a_city(tmp_path, later, HOUR)))["fee"] == (1, 0, 1, 0, 1)
    assert sorted(Fee.objects.filter(resource=large).values_list("yen", flat=True)) == [900, 1000]
    asked = a_request(large, a_party(), date(2027, 4, 1), "09:00", "12:00")
    assert [one.least for one in costs_of(large, asked.starts_at, asked.ends_at, [asked.party])] == [900]
    assert asked.starts_at > moment(date(2027, 4, 1))


def test_what_is_wrong_is_said_line_by_line_and_nothing_is_written(tmp_path):
    wrong = [
        MORNING.replace("large-1", "no-span").replace('slot: ["09:00", "12:00"], ', ""),
        MORNING.replace("large-1", "backwards").replace('"09:00", "12:00"', '"12:00", "09:00"'),
    ]
    ended = f"reductions:\n{LESS}until: 2020-04-01, demo: true}}\n"
    assert problems(a_city(tmp_path, *wrong, more=ended)) == [
        "write either slot with its begin and its end, or per: hour, or per: month",
        "the slot runs backwards; write its begin first, then its end",
        "until is the first day on which it holds no more; write a day after since",
    ]
    twice = problems(a_city(tmp_path, MORNING, MORNING.replace("large-1", "again"), HOUR))
    assert twice == ["this use has two lines from this day on; leave one out"]
    load(a_city(tmp_path, HOUR))
    large = Resource.objects.get(slug="large")
    Fee.objects.create(resource=large, slot_from="09:00", slot_until="12:00", yen=1, since=date(2020, 4, 1))
    assert problems(a_city(tmp_path, MORNING, HOUR.replace("small-hour", "renamed"))) == [
        f"the site has a line for this use from this day on, as {name}; keep its slug, or leave this out"
        for name in ("written at the counter", "small-hour")
    ]
    assert Fee.objects.count() == 2
