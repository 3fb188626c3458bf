"""The life of an issue: written, checked by a second person, published exactly as checked, taken back."""

import pytest

from kyodo.center.newsletters.actions import issues as actions
from kyodo.center.newsletters.actions.sending import start_mailing
from kyodo.center.newsletters.models import Article, Issue
from kyodo.center.newsletters.queries.checklist import checklist, wrong_weekdays
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.errors import Conflict, Refused
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from tests.factories.newsletters import a_picture_block, a_series, a_text, an_article, an_issue
from tests.factories.places import a_desk

#: Wagtail leaves it to Python to close the files of pictures.
open_files = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, open_files]
BY = {"channel": "test"}


def begun(someone, **values):
    """An issue that a center's member of staff began, with one article that is ready."""
    maker = someone("center_staff").who
    series = a_series(desk=a_desk())
    issue = actions.begin_issue(series=series, month="2026-12", number=312, by=maker, **BY)
    an_article(issue, "花だんの一年", a_text("12月5日（土）に集まります。"), a_picture_block())
    return issue, maker


def test_an_issue_is_checked_by_somebody_else_and_published_as_it_was_checked(someone):
    issue, maker = begun(someone)
    checker = someone("center_staff").who
    assert all(point.is_done for point in checklist(issue))
    with pytest.raises(Refused) as own:
        actions.review_issue(issue=issue, by=maker, **BY)
    assert str(own.value.message) == "この号はご自分で書いたものです。別の人に確認を頼んでください。"
    assert actions.review_issue(issue=issue, by=checker, **BY).state == "reviewed"
    assert find("花だん", who=NOBODY).total == 0

    Article.objects.update(lead="あとから変えました。")
    with pytest.raises(Conflict):
        actions.publish_issue(issue=issue, by=checker, **BY)
    actions.reopen_issue(issue=issue, by=maker, **BY)
    actions.review_issue(issue=issue, by=checker, **BY)
    assert actions.publish_issue(issue=issue, by=checker, **BY).is_shown
    assert sorted(item.kind for item in find("花だん", who=NOBODY).items) == ["newsletter_article"]
    assert [item.key for item in find("ぱれっと", who=NOBODY, kinds=("newsletter",)).items] == ["palette-312"]

    actions.take_back_issue(issue=issue, by=checker, **BY)
    assert find("花だん", who=NOBODY).total == 0
    told = list(Entry.objects.filter(kind="newsletters.issue").order_by("number").values_list("verb", flat=True))
    assert told == ["begin", "review", "reopen", "review", "publish", "take_back"]


def test_an_issue_that_letters_lead_to_is_not_taken_off(someone):
    staff = someone("center_staff").who
    issue = an_issue()
    start_mailing(issue=issue, by=staff, **BY)
    with pytest.raises(Refused):
        actions.take_back_issue(issue=issue, by=staff, **BY)
    assert Issue.objects.get().state == "published"


def test_one_number_once(someone):
    issue, maker = begun(someone)
    with pytest.raises(Conflict):
        actions.begin_issue(series=issue.series, month="2027-01", number=312, by=maker, **BY)
    with pytest.raises(Refused):
        actions.begin_issue(series=issue.series, month="2027-01", number=313, by=someone("coordinator").who, **BY)


def test_the_list_says_what_is_missing(someone):
    series = a_series()
    issue = an_issue(series, state="draft", month="2026-12")
    late = {"type": "events", "value": {"heading": "", "since": "2020-01-01", "until": "2020-02-01", "most": 3}}
    an_article(issue, "水やり", a_picture_block(alt=" ", consent="given"), a_text("12月5日（日）です。"), late)
    an_article(issue, "下書き", live=False)
    missing = [point.missing for point in checklist(issue)]
    assert missing == [
        ("「下書き」は下書きです。編集画面で提出すると、別の人が公開します。",),
        ("「水やり」の写真1点。編集画面で書いてください。",),
        ("「水やり」の写真1点。編集画面で書いてください。",),
        (
            "「水やり」2026年12月5日は（土）です。（日）と書かれています。",
            "「水やり」の催しの一覧が、過ぎた日付になっています。",
        ),
        ("問い合わせ先の窓口が選ばれていません。編集画面で選んでください。",),
    ]
    with pytest.raises(Refused):
        actions.review_issue(issue=issue, by=someone("center_staff").who, **BY)


def test_days_of_the_week_are_read_near_the_month_of_the_issue():
    near = PartialDate.from_iso("2026-12").date
    assert list(wrong_weekdays("12月5日（土）、1月9日（土）、2027年1月9日（土）", near)) == []
    assert list(wrong_weekdays("1月9日（日）と2月30日（月）", near)) == [
        "2027年1月9日は（土）です。（日）と書かれています。", "2月30日という日はありません。",
    ]  # fmt: skip
