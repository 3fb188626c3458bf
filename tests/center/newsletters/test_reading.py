"""One record in its forms: pages, the paper, search, feeds, open data and the API; and what is not public."""

import io
import json
import re
import subprocess
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from PIL import Image

from kyodo.center.newsletters.models import CopyPlace
from kyodo.center.newsletters.papers import SHEET, issue_data
from kyodo.kernel.paper.press import pictures
from kyodo.kernel.search.index import rebuild
from tests.factories.gatherings import a_coming_gathering
from tests.factories.newsletters import a_picture_block, a_series, a_text, an_article, an_issue
from tests.factories.places import a_desk, a_facility

#: Wagtail leaves it to Python to close the files of pictures.
open_files = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
pytestmark = [pytest.mark.django_db, open_files]


@pytest.fixture
def issue():
    """A published issue with a picture, a list and a box; beside it a draft and one that lies elsewhere."""
    series = a_series(desk=a_desk(), name_reading="ぱれっと", rhythm="毎月")
    issue = an_issue(series, number=312, title="となりの人と", lead="この号の話です。")
    contact = {
        "type": "contact",
        "value": {"name": "相談窓口", "phone": "022-000-0000", "fax": "", "mail": "", "url": ""},
    }
    news = {"type": "news", "value": {"heading": "お休み", "text": "<p>1月3日まで</p>"}}
    words = "「水やり」です。[詳しく](https://example.jp/)\n\n- じょうろ\n- 札"
    an_article(issue, "花だんの一年", a_text(words), a_picture_block(), news, contact, slug="hana",
               title_reading="かだんのいちねん", rubric="すぽっと")  # fmt: skip
    an_article(issue, "かくれた下書き", slug="hidden", live=False)
    an_issue(series, number=313, state="draft", title="かくれた号")
    link = "https://example.jp/195/"
    an_issue(series, number=195, month="2015-11", link=link, published_at=None, source=[link])
    with transaction.atomic():
        rebuild()
    return issue


def test_an_issue_is_read_article_by_article(issue, client):
    page = client.get("/newsletters/palette/312/").content.decode()
    assert re.findall(r'href="(/newsletters/palette/312/[^"]+)"', page) == [
        "/newsletters/palette/312/issue.pdf", "/newsletters/palette/312/hana/",
    ]  # fmt: skip
    assert ("かくれた" in page, "第195号" in page) == (False, True)
    article = client.get("/newsletters/palette/312/hana/").content.decode()
    assert ("花だんに水をやる人" in article, "朝の水やり" in article, "1月3日まで" in article) == (True, True, True)
    client.cookies["kyodo_ruby"] = "1"
    assert "<rt>ねん</rt>" in client.get("/newsletters/palette/312/hana/").content.decode()
    del client.cookies["kyodo_ruby"]
    for hidden in ("312/hidden/", "313/", "313/issue.pdf", "195/issue.pdf", "999/"):
        assert client.get(f"/newsletters/palette/{hidden}").status_code == 404, hidden
    elsewhere = client.get("/newsletters/palette/195/").content.decode()
    assert ("https://example.jp/195/" in elsewhere, "別の場所で公開されています" in elsewhere) == (True, True)


def test_a_list_of_events_follows_the_events(issue, client):
    day = timezone.localdate()
    days = {"since": f"{day}", "until": f"{day + timedelta(days=30)}"}
    block = {"type": "events", "value": {"heading": "催し", **days, "most": 5}}
    an_article(issue, "催し", block, slug="events")
    a_coming_gathering("防災さんぽ", slug="sanpo")
    a_coming_gathering("見えない講座", state="draft")
    page = client.get("/newsletters/palette/312/events/").content.decode()
    assert ('href="/events/sanpo/"' in page, "見えない講座" in page) == (True, False)
    assert [line["title"] for line in issue_data(issue)["articles"][1]["blocks"][0]["events"]] == ["防災さんぽ"]


def test_the_archive_is_narrowed_and_searched(issue, client):
    page = client.get("/newsletters/").content.decode()
    assert (page.count("<h2><a"), "2号" in page) == (2, True)
    assert "第312号" not in client.get("/newsletters/?year=2015").content.decode()
    found = client.get("/newsletters/", {"q": "じょうろ"}).content.decode()
    assert ("第312号" in found, "第195号" in found, "花だんの一年" in found) == (True, False, True)
    assert "別の言葉でお探しください" in client.get("/newsletters/?q=zzzz").content.decode()
    assert "花だんの一年" in client.get("/search/", {"q": "じょうろ"}).content.decode()


def test_machines_read_the_same(issue, client):
    feed = client.get("/newsletters/feed.atom").content.decode()
    assert re.findall(r"<title>([^<]+)</title>", feed)[1:] == [
        "ぱれっと 第312号（2026年12月） となりの人と",
        "花だんの一年",
    ]
    assert "/newsletters/palette/312/hana/" in client.get("/sitemap.xml").content.decode()
    items = json.loads(client.get("/api/v1/newsletters?year=2026").content)["items"]
    assert [(one["id"], [a["title"] for a in one["articles"]]) for one in items] == [("palette-312", ["花だんの一年"])]
    assert json.loads(client.get("/api/v1/newsletters/palette-195").content)["elsewhere"] == "https://example.jp/195/"
    assert client.get("/api/v1/newsletters/palette-313").status_code == 404
    table = b"".join(client.get("/data/newsletters.csv")).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in table] == ["ID", "palette-312", "palette-195"]


def test_the_paper_holds_all_of_it(issue, client):
    answer = client.get("/newsletters/palette/312/issue.pdf")
    assert answer["Content-Type"] == "application/pdf"
    told = subprocess.run(
        ["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True
    ).stdout.decode()
    words = re.sub(r"[\s\u200b\u2060]", "", told)
    for part in (
        "ぱれっと",
        "12月号",
        "花だんの一年",
        "「水やり」です。",
        "朝の水やり",
        "お休み",
        "電話022-000-0000",
        "発行見本センター",
    ):
        assert part in words, part
    assert "かくれた" not in words
    first = pictures(SHEET, issue_data(issue), ppi=40)[0]
    assert Image.open(io.BytesIO(first)).getextrema()[0][0] < 60


def test_where_copies_lie(issue, client):
    place = a_facility("見える館", slug="open-house", address="見本町1-1")
    CopyPlace.objects.create(series=issue.series, facility=place, name="見える館", state="agreed", is_shown=True)
    CopyPlace.objects.create(series=issue.series, name="見えない会", state="agreed", address="見本町2-2", copies=5)
    CopyPlace.objects.create(series=issue.series, name="頼んだだけの会", is_shown=True)
    page = client.get("/newsletters/copies/").content.decode()
    assert ('href="/places/open-house/"' in page, "見えない会" in page, "頼んだだけ" in page) == (True, False, False)
