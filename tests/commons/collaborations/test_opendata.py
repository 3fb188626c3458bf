"""Joint works and their ties as open data: confirmed partners by name, the others by their kind."""

from typing import Any

import pytest

from kyodo.commons.collaborations.models import Span
from kyodo.commons.collaborations.opendata import COLLABORATIONS, TIES
from kyodo.kernel.stock import stocks
from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration, a_partner, a_tie

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def records(one: Any) -> list[dict[str, Any]]:
    return [dict(zip((column.key for column in one.columns), row, strict=True)) for row in one.rows(None)]


def test_a_partner_who_is_not_confirmed_is_its_kind_alone() -> None:
    work = a_collaboration("広瀬川をきれいに")
    known = a_partner(work, an_actor("見本の会"))
    unsure = a_partner(work, "秘密株式会社", kind="business", confirmation="", role="秘密の役")
    a_tie(unsure, known, label="苗")
    a_tie(known, unsure, "people", "人手", both_ways=True)
    [row] = records(COLLABORATIONS)
    assert (row["partners"], row["partner_kinds"], row["partner_count"]) == (
        ["見本の会"],
        ["事業者", "市民活動団体"],
        2,
    )
    told = [(t["number"], t["giver"], t["giver_kind"], t["taker"], t["kind"], t["both_ways"]) for t in records(TIES)]
    assert told == [
        (1, "", "事業者", "見本の会", "お金", ""),
        (2, "見本の会", "市民活動団体", "", "人", "1"),
    ]  # fmt: skip
    assert "秘密" not in f"{records(COLLABORATIONS)}{records(TIES)}"


def test_what_is_not_public_is_not_there() -> None:
    work = a_collaboration("まだ見えない", is_public=False)
    a_tie(a_partner(work, "甲"), a_partner(work, "乙"))
    assert (records(COLLABORATIONS), records(TIES)) == ([], [])
    assert [held.count for held in stocks([COLLABORATIONS, TIES]).values()] == [0, 0]


def test_a_work_that_goes_on_has_no_end() -> None:
    done, going = a_collaboration("終わった"), a_collaboration("続く")
    Span.objects.create(collaboration=done, since="2015-04", until="2016-03")
    Span.objects.create(collaboration=going, since="2013", until="2014")
    Span.objects.create(collaboration=going, since="2020-05-01")
    assert [(row["title"], row["since"], row["until"]) for row in records(COLLABORATIONS)] == [
        ("終わった", "2015-04", "2016-03"), ("続く", "2013", ""),
    ]  # fmt: skip


def test_as_many_ties_come_as_were_asked_for() -> None:
    work = a_collaboration()
    one, two = a_partner(work, "甲"), a_partner(work, "乙")
    for label in ("苗", "土", "水"):
        a_tie(one, two, "goods", label)
    assert [len(list(TIES.rows(first))) for first in (0, 2, None)] == [0, 2, 3]
