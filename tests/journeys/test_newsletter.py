"""An issue of the newsletter: somebody subscribes, an editor writes, a second person checks, it goes out."""

import re
import subprocess

import pytest

from kyodo.center.newsletters.clockwork import follow_letters, send_letters
from kyodo.center.newsletters.models import Article, Issue, Reader
from kyodo.kernel.notices.deliver import Delivery
from kyodo.kernel.notices.models import Notice
from tests.factories.newsletters import a_series
from tests.factories.places import a_desk
from tests.journeys.test_editing import approve, submit
from tests.journeys.world import sign_in_on

pytestmark = [
    pytest.mark.filterwarnings("ignore:get_connection"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def write_article(page, issue):
    """Write an article in the CMS and submit it, as an editor does."""
    page.goto("/cms/snippets/newsletters/article/add/")
    page.locator("[name=issue]").select_option(str(issue.pk))
    page.locator("[name=title]").fill("花だんの水やりを分けた人")
    page.locator("[name=slug]").fill("mizuyari")
    page.locator("[name=lead]").fill("週に一日、じょうろ三杯の話です。")
    submit(page)


def test_an_issue_from_draft_to_paper_and_mail(new_page, live, settings, tmp_path):
    settings.POST_ROOT, settings.SITE_URL = str(tmp_path / "post"), live
    a_series(desk=a_desk())

    reader = new_page(base_url=live)
    reader.goto("/newsletters/")
    reader.get_by_role("link", name="メールで受け取る").first.click()
    reader.get_by_label("メールアドレス").fill("hana@example.jp")
    reader.get_by_label("ぱれっと").check()
    reader.get_by_role("button", name="確認のメールを受け取る").click()
    reader.get_by_role("heading", name="メールをご確認ください").wait_for()
    reader.goto(re.search(r"\S+/newsletters/confirm/\S+", Notice.objects.get().body)[0])
    reader.get_by_role("button", name="受け取る").click()
    reader.get_by_role("heading", name="受け取っている通信").wait_for()

    editor, moderator, staff = (new_page(base_url=live, viewport={"width": 1360, "height": 900}) for _who in range(3))
    sign_in_on(editor, live, "editor")
    sign_in_on(moderator, live, "moderator")
    sign_in_on(staff, live, "center_staff")
    editor.goto("/desk/newsletters/new/")
    editor.get_by_label("号数").fill("312")
    editor.get_by_label("発行月").fill("2026-12")
    editor.get_by_label("見出し").fill("となりの人と、一時間だけ")
    editor.get_by_role("button", name="保存する").click()
    editor.get_by_text("記事がまだありません").wait_for()
    issue = Issue.objects.get()
    write_article(editor, issue)

    moderator.goto(f"/cms/snippets/newsletters/article/edit/{Article.objects.get().pk}/")
    approve(moderator)
    staff.goto(f"/desk/newsletters/{issue.pk}/")
    staff.get_by_role("button", name="内容を確認した").click()
    staff.get_by_role("button", name="公開する").click()
    staff.get_by_role("link", name="サイトのページ").wait_for()
    staff.get_by_role("button", name="読者に送る").click()
    staff.get_by_text("送信を始めました").wait_for()

    send_letters()
    send_letters()
    delivery = Delivery()
    delivery.run(lambda: False)
    delivery.close()
    follow_letters()
    staff.reload()
    staff.get_by_text("公開・送信済み").wait_for()
    letter = Notice.objects.get(kind="newsletters.issue", state="sent")
    reader.goto(re.search(r"\S+/newsletters/palette/312/mizuyari/", letter.body)[0])
    reader.get_by_role("heading", name="花だんの水やりを分けた人", level=1).wait_for()

    paper = reader.request.get(f"{live}/newsletters/palette/312/issue.pdf").body()
    told = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    assert "花だんの水やりを" in re.sub(r"\s", "", told)
    reader.goto(re.search(r"\S+/newsletters/leave/\S+", letter.body)[0])
    reader.get_by_role("button", name="受け取りをやめる").click()
    reader.get_by_role("heading", name="受け取りをやめました").wait_for()
    assert Reader.objects.get().ended_why == "self"
