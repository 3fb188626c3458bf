"""The story of 川平: nobody had hands to answer; an intermediary answers, and the first hour becomes a joint work."""

import re
import subprocess
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from kyodo.casebook.models import Case
from kyodo.commons.asks.models import Ask, Reply
from kyodo.commons.collaborations.actions import move_collaboration
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.trail.walk import back
from kyodo.matching.models import Introduction, Offer
from tests.factories.actors import a_field
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.matching_desk import a_body, with_capacity
from tests.factories.places import a_ward
from tests.journeys.world import sign_in_on

pytestmark = pytest.mark.usefixtures("live")
CHAIR_PHONE, MIDDLE_PHONE, STUDENT_MAIL = "022-000-5555", "022-000-7777", "manabu@example.jp"
TOLD = "公園の花だんが荒れています。水やりの当番が高齢の方ばかりで、春の植えかえができません。"
TITLE, FIRST_HOUR = "公園の花だんの植えかえ", "公園を一緒に歩いて、花だんを見る"


@pytest.fixture
def people(live: str) -> None:
    """The associations of a district, an intermediary and a university of the directory; all of them samples."""
    ward, field = a_ward(), a_field()
    for name, kind, title, person, phone, slug in (
        ("見本川平連合町内会", "community_organization", "会長", "見本 一郎", CHAIR_PHONE, "kawahira"),
        ("見本まちつなぎ", "intermediary", "担当", "見本 環", MIDDLE_PHONE, "tsunagi"),
        ("見本大学", "educational_institution", "地域連携室", "見本 学", "", "daigaku"),
    ):
        actor, _seat = a_body(name, kind, title, person, phone=phone)
        type(actor).objects.filter(pk=actor.pk).update(slug=slug, is_demo=True)
        actor.wards.add(ward)
        actor.fields.add(field)
        if slug == "kawahira":
            with_capacity(actor, most_open=1, hours_a_month=4)


@pytest.fixture
def desk(new_page: Any, live: str, people: None) -> Any:
    """The coordinator's browser."""
    page = new_page(base_url=live, viewport={"width": 1280, "height": 900})
    sign_in_on(page, live, "coordinator")
    return page


def press(page: Any, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()


def follow(page: Any, link: str) -> None:
    page.get_by_role("link", name=link, exact=True).first.click()


def field(page: Any, label: str) -> Any:
    """Return the field whose label begins so."""
    fields = page.locator("input, textarea, select")
    return page.get_by_label(re.compile(f"^{re.escape(label)}")).and_(fields).first


def says(page: Any, words: str) -> None:
    """Wait until the page says this."""
    page.get_by_text(words).first.wait_for()


def paper(page: Any, address: str) -> str:
    """Return what a sheet says that is opened in this browser."""
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=answer.body(), capture_output=True, check=True).stdout.decode()


def test_the_story_of_kawahira(desk: Any, new_page: Any, live: str) -> None:
    the_need_is_told_by_phone(desk)
    the_mandate_is_drawn_up_and_signed(desk)
    offer = a_university_offers(new_page(base_url=live, viewport={"width": 375, "height": 800}))
    introduction = the_desk_cuts_it_to_a_first_hour_and_asks(desk, offer)
    the_slip_comes_back_by_fax(desk, introduction)
    they_meet(desk, introduction)
    work = they_work_together(desk, introduction)
    the_case_leads_back_to_the_need(desk, work)


def the_need_is_told_by_phone(page: Any) -> None:
    page.goto("/desk/")
    follow(page, "電話の内容を書きとめる")
    field(page, "うかがった言葉のまま").fill(TOLD)
    field(page, "どの団体ですか").fill("見本川平")
    press(page, "役職を探す")
    expect(field(page, "うかがった言葉のまま")).to_have_value(TOLD)
    page.get_by_role("radio", name="見本川平連合町内会").check()
    press(page, "記録する")
    field(page, "ひとことで言うと").fill(TITLE)
    field(page, "やさしい言葉で").fill("春に花の苗を植えかえる手が足りません。")
    field(page, "最初の一歩（1時間以内でできること）").fill(FIRST_HOUR)
    field(page, "最初の一歩にかかる時間").fill("40")
    page.get_by_role("checkbox", name="まちづくり").check()
    press(page, "保存して、相手探しを始める")
    says(page, "相手探しを始めました。")


def the_mandate_is_drawn_up_and_signed(page: Any) -> None:
    page.goto("/organizations/kawahira/mandates/")
    follow(page, "委任の用紙をつくる")
    for power in ("申し出を受け取り、先に読むこと", "問い合わせにお返事すること", "ていねいにお断りすること"):
        page.get_by_role("checkbox", name=power).check()
    press(page, "用紙をつくる")
    sheet = paper(page, page.get_by_role("link", name="署名する用紙を印刷する").get_attribute("href"))
    assert "見本まちつなぎ" in sheet
    press(page, "署名を記録する")
    says(page, "記録しました。始まる日から効力があります。")


def a_university_offers(page: Any) -> Offer:
    page.goto("/organizations/kawahira/")
    follow(page, "この団体に申し出る")
    says(page, "いま、もう一つ引き受ける余力があります。")
    press(page, "この団体への申し出を書く")
    field(page, "申し出の内容（ひとことで）").fill("学生8人で、花だんの植えかえを手伝います")
    field(page, "みなさんがすること").fill("学生8人が土曜日にうかがい、苗を植えます。")
    field(page, "団体にお願いしたいこと").fill("場所を教えていただく")
    field(page, "団体にかかる時間").fill("12")
    for question in ("書類の手続きは、だれがしますか", "保険には、だれが入りますか", "費用は、だれが負担しますか"):
        page.get_by_role("group", name=question).get_by_role("radio").first.check()
    field(page, "最初の一歩").fill("打ち合わせを2回する")
    field(page, "最初の一歩にかかる").fill("120")
    ends = page.get_by_role("group", name="いつ終わりますか")
    for part, value in (("年", "2027"), ("月", "6"), ("日", "30")):
        ends.get_by_label(part, exact=True).fill(value)
    field(page, "みなさんが抜けたあと、だれが引き継ぎますか").fill("次の学年に引き継ぎます")
    page.get_by_role("group", name="18歳未満の人が参加しますか").get_by_label("参加しない").check()
    page.get_by_role("checkbox", name="まちづくり").check()
    press(page, "次へ進む")
    field(page, "大学・会社・団体の名前").first.fill("見本大学")
    field(page, "団体の種類").select_option(label="教育機関")
    field(page, "お名前").fill("見本 まなぶ")
    field(page, "メールアドレス").fill(STUDENT_MAIL)
    press(page, "次へ進む")
    says(page, "最初の一歩が1時間以内だと、受けやすくなります。")
    press(page, "申し出を窓口に送る")
    page.get_by_role("heading", name="申し出を受け付けました").wait_for()
    return Offer.objects.get()


def the_desk_cuts_it_to_a_first_hour_and_asks(page: Any, offer: Offer) -> Introduction:
    page.goto("/desk/")
    follow(page, offer.title)
    follow(page, "受け入れ先を選ぶ")
    candidate = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="見本川平連合町内会"))
    candidate.get_by_text(TITLE).first.wait_for()
    expect(candidate.get_by_role("heading", name="合うところ")).to_be_visible()
    candidate.get_by_role("link", name="引き合わせを準備する").click()
    field(page, "最初の1時間").fill(FIRST_HOUR)
    field(page, "かかる時間（分）").fill("40")
    page.get_by_role("checkbox", name="最初の1時間だけをお願いする").check()
    press(page, "引き合わせを準備する")
    says(page, "まだどちらにもお尋ねしていません。")
    press(page, "双方にお尋ねする")
    says(page, "双方に別々にお尋ねします。")
    says(page, "見本川平連合町内会からの委任により、見本まちつなぎが代わりにお返事します")
    assert Ask.objects.count() == 2
    return Introduction.objects.get()


def the_slip_comes_back_by_fax(page: Any, introduction: Introduction) -> None:
    host = page.locator("#host")
    ask = introduction.sides.get(role="host").ask
    assert ask is not None
    slip = paper(page, host.get_by_role("link", name="返信票").get_attribute("href"))
    assert ask.code in slip
    assert FIRST_HOUR in slip.replace("\n", "")
    assert STUDENT_MAIL not in slip

    page.goto("/desk/")
    follow(page, "返事を入力する")
    page.locator("[name=typed]:focus").wait_for()
    keys = (*ask.code[:4].lower(), "1", "Enter")
    for key in keys:
        page.keyboard.press(key)
    says(page, "会って話を聞きます")
    assert (len(keys), Reply.objects.get().channel) == (6, "fax")


def they_meet(page: Any, introduction: Introduction) -> None:
    """The guest answers by its own link; only when a day is fixed does each side learn how to reach the other."""
    guest = introduction.sides.get(role="guest").ask
    assert guest is not None
    page.goto(introduction.get_absolute_url())
    assert not Entry.objects.filter(verb="pass_contact").exists()
    asked = Notice.objects.get(about_kind="asks.ask", address=STUDENT_MAIL)
    link = next(word for word in asked.body.split() if "/r/" in word)
    page.goto("/r/" + link.partition("/r/")[2])
    page.get_by_role("radio", name="会って話をします").check()
    press(page, "返事を送る")
    says(page, "と承りました")
    assert CHAIR_PHONE not in asked.body + page.content()
    assert MIDDLE_PHONE not in asked.body + page.content()

    page.goto("/desk/")
    follow(page, "顔合わせを決める")
    says(page, "双方が「会う」と答えました。")
    day = timezone.localdate() + timedelta(days=9)
    when = page.get_by_role("group", name=re.compile("^日"))
    for part, value in (("年", day.year), ("月", day.month), ("日", day.day)):
        when.get_by_label(part, exact=True).fill(str(value))
    field(page, "時刻").fill("14時")
    field(page, "場所").fill("見本川平集会所")
    press(page, "顔合わせを決める")
    says(page, "顔合わせが決まりました。")
    letter = Notice.objects.get(about_kind="matching.letter", address=STUDENT_MAIL)
    assert MIDDLE_PHONE in letter.body
    assert Entry.objects.filter(verb="pass_contact").count() == 2
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        page.goto("/desk/")
        follow(page, "印刷する")
        sheet = paper(page, page.get_by_role("link", name="A4で開く").get_attribute("href"))
        assert STUDENT_MAIL in sheet
        press(page, "印刷して送った")
        says(page, "郵送したことを書きとめました。")


def they_work_together(page: Any, introduction: Introduction) -> str:
    page.goto(introduction.get_absolute_url())
    press(page, "協働を始める")
    says(page, "協働が始まりました。")
    follow(page, "協働のページを開く")
    page.locator("svg.diagram:visible").first.wait_for()
    for name in ("見本川平", "見本大学", "見本まちつなぎ"):
        expect(page.locator("svg.diagram:visible").first).to_contain_text(name)
    address = str(page.url)
    press(page, "活動を始める")
    press(page, "完了にする")
    page.get_by_role("link", name="完了").first.wait_for()
    return address


def the_case_leads_back_to_the_need(page: Any, work: str) -> None:
    page.goto(work)
    follow(page, TITLE)
    page.get_by_role("heading", name="その後", exact=True).wait_for()
    page.get_by_role("heading", name=TITLE, exact=True).wait_for()
    case = Case.objects.get()
    assert (case.live, case.collaboration.get_absolute_url() in work) == (False, True)
    steps = [stop.kind for stop in back(case, SYSTEM)]
    assert steps[-2:] == ["困りごと", "申し出"]


def test_the_draft_of_the_case_waits_for_the_editors(new_page: Any, live: str) -> None:
    work = a_collaboration("公園の花だんの植えかえ", state="active")
    a_partner(work, "見本川平連合町内会")
    move_collaboration(collaboration=work, verb="finish", by=SYSTEM, channel="test")
    page = new_page(base_url=live, viewport={"width": 1280, "height": 900})
    sign_in_on(page, live, "editor")
    page.goto("/cms/snippets/casebook/case/")
    page.get_by_role("link", name="公園の花だんの植えかえ").first.click()
    page.get_by_text("どこでつまずいたか").first.wait_for(state="attached")
