"""The timeline in one reading: order, eras, what rooms hang, choosing, counting, rails, the sheet."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.registry import MILESTONES
from kyodo.kernel.registry import Milestone as Hung
from kyodo.timeline import queries
from kyodo.timeline.queries import BEFORE, OTHER, Wanted, board, chosen, counts, sections, sheet
from tests.factories.cases import a_case
from tests.factories.timeline import a_lane, a_milestone, an_era

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def titles(wanted: Wanted) -> list[str]:
    return [entry.title for entry in chosen(board(), wanted)]


def test_what_is_known_to_the_month_or_year_stands_at_the_end_of_it() -> None:
    for title, on in (
        ("年", "1999"), ("年度", "FY1999"), ("月", "1999-04"), ("日", "1999-04-01"), ("翌年", "2000"),
        ("年代", "1990s"),
    ):  # fmt: skip
        a_milestone(title, on)
    assert titles(Wanted()) == ["年代", "日", "年度", "月", "年", "翌年"]


def test_hidden_milestones_are_on_no_page() -> None:
    a_milestone("公開")
    a_milestone("非公開", is_public=False)
    assert titles(Wanted()) == ["公開"]


def test_it_takes_three_queries_and_one_for_each_room_whatever_its_length() -> None:
    for number in range(30):
        a_milestone(f"できごと{number}", str(1990 + number))
        a_case(f"事例{number}", published_on=f"{1990 + number}-05")
    with CaptureQueriesContext(connection) as taken:
        assert len(board().entries) == 60
    assert [source.key for source in MILESTONES] == ["cases"]
    assert len(taken) == 4


def test_what_a_room_hangs_looks_like_what_was_written_here(hang: Callable[..., None]) -> None:
    a_milestone("条例の施行", "1999-04")
    hang(
        Hung("case:niwa", "2004-05-01", "事例の公開", "/cases/niwa/", "system", "事例", note="庭の話"),
        Hung("plan:1", "FY2001", "計画の策定", "/policy/1/", "nowhere", "計画", is_demo=True),
    )
    found = board()
    assert [(e.key, e.title, e.lane, e.href, e.is_demo) for e in found.entries[1:]] == [
        ("planted-plan-1", "計画の策定", OTHER, "/policy/1/", True),
        ("planted-case-niwa", "事例の公開", "system", "/cases/niwa/", False),
    ]
    assert found.lanes == (("system", "制度・政策"), (OTHER, "そのほか"))


def test_a_date_of_a_room_that_cannot_be_read_leaves_the_others_in_their_place(
    hang: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    hang(Hung("a", "いつか", "よめない", "/a/", "system", "x"), Hung("b", "2004", "よめる", "/b/", "system", "x"))
    assert titles(Wanted()) == ["よめる"]
    assert [record.getMessage() for record in caplog.records] == ["timeline: the date of planted a cannot be read"]


def test_an_era_holds_what_began_in_it() -> None:
    first, second = an_era("促進", "1999", "2014"), an_era("推進", "2015")
    for on in ("1998-12-31", "1999", "2014-12-31", "2015", "FY2014", "2030"):
        a_milestone(on, on)
    found = board()
    assert {entry.title: found.era_of(entry) for entry in found.entries} == {
        "1998-12-31": BEFORE, "1999": first.slug, "2014-12-31": first.slug, "FY2014": first.slug,
        "2015": second.slug, "2030": second.slug,
    }  # fmt: skip


def test_choices_narrow_together() -> None:
    an_era("推進", "2015", slug="suishin")
    center = a_lane("center", "センター")
    a_milestone("条例の施行", "2015-07", text="話し合ってつくりました。")
    a_milestone("センターの改修", "2018-02", lane=center)
    a_milestone("センターの開館", "1999-06-30", lane=center)
    a_milestone("意見の募集", "2014-09-01", until="2015-02-01")
    assert titles(Wanted(lane=("center",))) == ["センターの開館", "センターの改修"]
    assert titles(Wanted(lane=("center",), era=("suishin",))) == ["センターの改修"]
    assert titles(Wanted(era=(BEFORE,))) == ["センターの開館", "意見の募集"]
    assert titles(Wanted(q="ｾﾝﾀｰ 改修")) == ["センターの改修"]
    assert titles(Wanted(q="話し合って")) == ["条例の施行"]
    # A stretch belongs to every year that it touches.
    assert titles(Wanted(since=PartialDate.of(2015), until=PartialDate.of(2015))) == ["意見の募集", "条例の施行"]
    assert titles(Wanted(until=PartialDate.of(1999, 6))) == ["センターの開館"]
    assert titles(Wanted(until=PartialDate.of(1999, 5))) == []


def test_counts_say_what_a_further_choice_would_show() -> None:
    an_era("推進", "2015", slug="suishin")
    a_lane("center", "センター")
    a_milestone("あ", "2015-07")
    a_milestone("い", "2018-02", lane=a_lane("center"))
    a_milestone("う", "1999", lane=a_lane("center"))
    assert counts(board(), Wanted(lane=("center",)))[1] == {
        "lane": {"system": 1, "center": 2},
        "era": {"suishin": 1, BEFORE: 1},
    }


def test_a_rail_begins_at_its_first_milestone_and_runs_on() -> None:
    an_era("推進", "2015", slug="suishin")
    a_lane("center", "センター", order=1)
    a_lane("empty", "何もない", order=2)
    a_milestone("あ", "2014")
    a_milestone("い", "2018-02", lane=a_lane("center"))
    a_milestone("う", "2018-03")
    drawn, lanes = sections(board(), list(board().entries))
    assert lanes == ["センター", "制度・政策"]
    assert [(section.era.name if section.era else "", [row.rails for row in section.rows]) for section in drawn] == [
        ("", [("", "begins")]),
        ("推進", [("begins", "runs"), ("runs", "here")]),
    ]
    assert [row.label for section in drawn for row in section.rows] == [
        ("平成26年", "2014"),
        ("平成30年", "2018"),
        None,
    ]


def test_the_sheet_has_eras_across_and_lanes_down() -> None:
    an_era("推進", "2015", slug="suishin")
    a_lane("center", "センター", order=1)
    for number in range(7):
        a_milestone(f"改修{number}", "2018", lane=a_lane("center"))
    a_milestone("条例", "1999")
    laid = sheet(board(), list(board().entries))
    assert [(era.name if era else "", width) for era, width in laid.columns] == [("", 2), ("推進", 4)]
    assert [(name, [(width, len(entries)) for width, entries in cells]) for name, cells in laid.lines] == [
        ("センター", [(2, 0), (4, 7)]),
        ("制度・政策", [(2, 1), (4, 0)]),
    ]
    assert (laid.size, laid.is_own_division) == ("large", True)


def test_history_entered_later_is_no_news() -> None:
    a_milestone("むかし", "1999-04")
    a_milestone("さきごろ", "2030")
    assert [row.title for row in queries.fresh(10)] == ["さきごろ"]


def test_two_sources_of_one_host_are_told_apart() -> None:
    a_milestone(source=["https://www.city.example.jp/1", "https://www.city.example.jp/2", "市史"])
    assert board().entries[0].named_sources == [
        ("city.example.jp (1)", "https://www.city.example.jp/1"),
        ("city.example.jp (2)", "https://www.city.example.jp/2"),
        ("市史", ""),
    ]
