"""The finder says why a programme suits and why it may not."""

from datetime import date
from typing import Any

import pytest

from kyodo.navigator.queries.finder import Answers, matches
from kyodo.navigator.queries.memo import Memo
from tests.navigator.things import a_programme, at

pytestmark = pytest.mark.django_db


def told(answers: Answers) -> dict[str, tuple[list[str], list[str]]]:
    return {m.line.programme.name: (list(m.reasons), list(m.doubts)) for m in matches(answers, Memo())}


def test_it_says_in_words_what_matches() -> None:
    a_programme("助成", needs=["money"], for_whom=["civic_group"], stages=["running"])
    assert told(Answers("civic_group", "running", "money")) == {
        "助成": (
            ["「市民活動団体・NPO」が対象です。", "「1年以上続けている」の段階に合います。", "「お金」に役立ちます。"],
            [],
        )
    }


@pytest.mark.parametrize(
    ("values", "doubt"),
    [
        ({"for_whom": ["business"]}, "おもな対象は、企業・商店などの事業者です。"),
        ({"for_whom": []}, "対象が資料からは分かりません。窓口でお確かめください。"),
        ({"stages": ["idea"]}, "おもに「まだ構想の段階」の段階に向けたものです。"),
        ({"min_organizations": 2}, "2団体以上で一緒に申請するため、組む相手が必要です。"),
        ({"apply_until": at(2026, 10, 1)}, "前回の受付は終わっています。次の受付を窓口でお確かめください。"),
        ({"confirmed_on": date(2024, 1, 1)}, "この情報は、1年以上確認されていません。先に窓口へお電話ください。"),
    ],
)
def test_it_says_in_words_what_does_not(values: dict[str, Any], doubt: str) -> None:
    a_programme("助成", **{"needs": ["money"], "for_whom": ["civic_group"], "stages": ["running"], **values})
    assert told(Answers("civic_group", "running", "money"))["助成"][1] == [doubt]


def test_a_person_hears_how_many_members_are_needed() -> None:
    a_programme("助成", needs=["money"], for_whom=["person"], stages=["idea"], min_members=5)
    assert told(Answers("person", "idea", "money"))["助成"][1] == ["5人以上の仲間が必要です。"]


def test_what_does_not_help_with_the_need_or_has_ended_is_left_out() -> None:
    a_programme("場所", needs=["place"], for_whom=["person"])
    a_programme("終わった", needs=["money"], for_whom=["person"], year_until=2020)
    assert told(Answers("person", "idea", "money")) == {}


def test_fewer_doubts_stand_first() -> None:
    a_programme("合わない", needs=["money"], for_whom=["business"], stages=["idea"])
    a_programme("合う", needs=["money"], for_whom=["civic_group"], stages=["running"])
    assert list(told(Answers("civic_group", "running", "money"))) == ["合う", "合わない"]


def test_whoever_does_not_know_yet_sees_everything() -> None:
    a_programme("何でも")
    assert told(Answers("any", "any", "any")) == {"何でも": ([], [])}
