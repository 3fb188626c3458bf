"""What becomes of an introduction: asked apart, accepted by two yes, declined by one no, undone for ten minutes."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from kyodo.commons.actors.models import MandateUse
from kyodo.commons.asks.actions import end
from kyodo.commons.asks.models import Ask
from kyodo.commons.collaborations.models import Collaboration, Partner, Tie
from kyodo.commons.people.actions import give_consent
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.trail.walk import back
from kyodo.matching.actions.answers import type_answer
from kyodo.matching.actions.forming import form_collaboration
from kyodo.matching.actions.introductions import (
    BeyondCapacity,
    ask_sides,
    close_introduction,
    draft_introduction,
    fix_meeting,
    undo,
)
from kyodo.matching.models import Introduction, Letter, Side
from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.matching_desk import (
    BY,
    a_host,
    a_meeting,
    a_need,
    an_accepted,
    an_asked,
    an_introduction,
    an_offer,
    an_offerer,
    say,
    with_capacity,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def states(introduction: Introduction) -> tuple[str, str, str]:
    """Return where an introduction stands, and what its host and its guest said."""
    introduction.refresh_from_db()
    sides = {side.role: side.answer for side in Side.objects.filter(introduction=introduction)}
    return introduction.state, sides["host"], sides["guest"]


def letters(introduction: Introduction) -> list[tuple[str, str, bool]]:
    """Return the letters that stand: kind, to which side, whether by mail."""
    found = Letter.objects.filter(introduction=introduction, withdrawn_at=None).order_by("pk")
    return [(letter.kind, letter.role, letter.by_mail) for letter in found]


def test_both_sides_are_asked_apart_and_the_letters_wait_for_ten_minutes() -> None:
    with time_machine.travel("2026-11-24 10:00+09:00", tick=False):
        introduction = an_asked()
        host, guest = Ask.objects.order_by("kind", "pk").values_list("kind", "seat__actor__name")[::-1]
        assert (host, guest) == (("matching.host", "片平町内会"), ("matching.guest", "青葉大学"))
        [notice] = Notice.objects.all()  # the chair has a phone only
        assert (notice.address, notice.not_before) == ("gakusei@example.jp", timezone.now() + timedelta(minutes=10))
        ask = Ask.objects.get(kind="matching.host")
        assert [choice.key for choice in ask.choices.order_by("number")] == [
            "yes", "too_heavy", "wrong_season", "already_full", "not_for_us",
        ]  # fmt: skip
        assert "青葉大学から、次のような申し出がありました。" in ask.question
        assert "集会所で話を聞く（40分ほど）" in ask.question
        assert "gakusei@example.jp" not in ask.question
    assert states(introduction) == ("asked", "waiting", "waiting")
    introduction.offer.refresh_from_db()
    assert introduction.offer.state == "open"


def test_two_yes_accept_it_and_the_meeting_passes_contacts() -> None:
    introduction = an_asked(a_host(mail="kaicho@example.jp"))
    say(introduction, "host", "yes", "fax")
    assert states(introduction) == ("asked", "yes", "waiting")
    with pytest.raises(Conflict, match="双方"):
        fix_meeting(introduction=introduction, at=timezone.now() + timedelta(days=3), place="集会所", **BY)
    say(introduction, "guest", "yes")
    assert states(introduction) == ("accepted", "yes", "yes")
    assert letters(introduction) == []
    fix_meeting(introduction=introduction, at=timezone.now() + timedelta(days=3), place="集会所", **BY)
    assert letters(introduction) == [("meeting", "guest", True), ("meeting", "host", True)]
    to_host = Letter.objects.get(kind="meeting", role="host").body
    assert "gakusei@example.jp" in to_host
    assert "kaicho@example.jp" not in to_host
    passed = Entry.objects.filter(verb="pass_contact").order_by("number").values_list("facts", flat=True)
    assert list(passed) == [{"to": "guest"}, {"to": "host"}]
    introduction.offer.refresh_from_db()
    assert introduction.offer.answered_at is not None


def test_one_no_declines_it_and_the_offerer_gets_a_kind_true_letter_at_once() -> None:
    introduction = an_asked(a_host(mail="kaicho@example.jp"))
    say(introduction, "host", "wrong_season", words="春なら")
    assert states(introduction) == ("declined", "no", "waiting")
    assert (introduction.declined_by, introduction.decline_reason) == ("host", "wrong_season")
    [letter] = Letter.objects.all()
    assert (letter.kind, letter.role, letter.by_mail) == ("decline", "guest", True)
    assert "時期が合わず" in letter.body
    assert "春なら" not in letter.body
    assert set(Ask.objects.values_list("kind", "state")) == {
        ("matching.host", "answered"), ("matching.guest", "withdrawn"),
    }  # fmt: skip
    introduction.offer.refresh_from_db()
    assert introduction.offer.answered_at is not None


def test_an_offerer_without_mail_gets_the_letter_on_paper() -> None:
    introduction = an_asked(offer=an_offer(by=an_offerer(mail="", phone="022-000-2222")))
    say(introduction, "host", "too_heavy")
    assert letters(introduction) == [("decline", "guest", False)]


def test_a_correction_within_a_day_moves_it_and_asks_the_other_side_again_under_its_code() -> None:
    introduction = an_asked(a_host(mail="kaicho@example.jp"))
    code = Side.objects.get(role="guest").ask.code  # type: ignore[union-attr]
    say(introduction, "host", "too_heavy")
    say(introduction, "host", "yes")
    assert states(introduction) == ("asked", "yes", "waiting")
    side = Side.objects.get(role="guest")
    assert side.ask is not None
    assert (side.ask.code, side.ask.state) == (code, "open")
    assert letters(introduction) == []  # the letter of the refusal had not left
    say(introduction, "guest", "yes")
    say(introduction, "guest", "not_for_us")
    assert states(introduction) == ("declined", "yes", "no")
    assert letters(introduction) == [("closing", "host", True)]
    say(introduction, "guest", "yes")
    assert states(introduction) == ("accepted", "yes", "yes")


def test_a_no_after_the_meeting_was_fixed_calls_it_off() -> None:
    introduction = a_meeting(a_host(mail="kaicho@example.jp"))
    Notice.objects.filter(about_kind="matching.letter").update(state="sent")
    say(introduction, "guest", "already_full")
    assert states(introduction) == ("declined", "yes", "no")
    assert (introduction.meeting_at, introduction.meeting_place) == (None, "")
    kinds = [(kind, role) for kind, role, _mail in letters(introduction)]
    assert kinds == [("meeting", "guest"), ("meeting", "host"), ("meeting_off", "guest"), ("meeting_off", "host")]


def test_nobody_answers_until_the_end() -> None:
    introduction = an_asked()
    for ask in Ask.objects.filter(state="open"):
        end(ask=ask, by=SYSTEM, channel="clock")
    assert states(introduction) == ("unreached", "unreached", "unreached")
    ask_sides(introduction=introduction, **BY)
    assert states(introduction) == ("asked", "waiting", "waiting")
    assert Ask.objects.filter(state="open").count() == 2


def test_whoever_agreed_with_the_offer_is_not_asked_again() -> None:
    offer = an_offer()
    give_consent(person=offer.seat.holdings.get().person, purpose="introduction", **BY)  # type: ignore[union-attr]
    introduction = an_asked(offer=offer)
    assert states(introduction) == ("asked", "waiting", "yes")
    assert list(Ask.objects.values_list("kind", flat=True)) == ["matching.host"]
    say(introduction, "host", "yes", "phone")
    assert states(introduction) == ("accepted", "yes", "yes")


def test_a_need_is_brought_to_somebody_who_helps() -> None:
    need = a_need()
    helper, _seat = an_offerer("学生ボランティアの会")
    assert need.actor is not None
    drafted = draft_introduction(
        host=need.actor, need=need, guest=helper, first_step="倉庫を一緒に見る", first_minutes=30, **BY
    )
    introduction = ask_sides(introduction=drafted, **BY)
    assert "片平町内会では、次のような力をお借りしたい" in Ask.objects.get(kind="matching.guest").question
    say(introduction, "guest", "not_for_us")
    assert states(introduction) == ("declined", "waiting", "no")
    assert letters(introduction) == [("closing", "host", False)]


def test_the_desk_writes_down_a_no_with_its_exact_reason_and_can_undo_it() -> None:
    introduction = an_asked(a_host(mail="kaicho@example.jp"))
    type_answer(
        introduction=introduction, role="host", said="no", reason="no_successor", words="来年は未定", by=SYSTEM,
        channel="phone",
    )  # type: ignore[arg-type]  # fmt: skip
    assert states(introduction) == ("declined", "no", "waiting")
    assert introduction.decline_reason == "no_successor"
    assert "続けていく人のめどが立たない" in Letter.objects.get().body


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [("ask", "drafted", "asked"), ("close", "accepted", "closed"), ("meeting", "accepted", "meeting")],
)
def test_a_step_of_the_desk_is_undone_within_ten_minutes(step: str, before: str, after: str) -> None:
    with time_machine.travel("2026-11-24 10:00+09:00", tick=False) as clock:
        introduction = an_introduction() if before == "drafted" else an_accepted()
        do: dict[str, Any] = {
            "ask": lambda: ask_sides(introduction=introduction, **BY),
            "close": lambda: close_introduction(introduction=introduction, reason="time_over", **BY),  # type: ignore[arg-type]
            "meeting": lambda: fix_meeting(
                introduction=introduction, at=timezone.now() + timedelta(days=3), place="集会所", **BY
            ),
        }
        do[step]()
        assert states(introduction)[0] == after
        undo(introduction=introduction, **BY)
        assert states(introduction)[0] == before
        assert Notice.objects.filter(about_kind="matching.letter").exclude(state="withdrawn").count() == 0
        assert Letter.objects.filter(withdrawn_at=None).count() == 0
        do[step]()
        clock.shift(timedelta(minutes=10))
        with pytest.raises(Conflict, match="取り消す"):
            undo(introduction=introduction, **BY)


def test_an_asking_that_somebody_answered_is_not_undone() -> None:
    introduction = an_asked()
    say(introduction, "host", "yes", "phone")
    with pytest.raises(Conflict):
        undo(introduction=introduction, **BY)
    assert states(introduction) == ("asked", "yes", "waiting")


def test_closing_that_is_undone_asks_again_under_the_old_code() -> None:
    introduction = an_asked(a_host(mail="kaicho@example.jp"))
    codes = set(Ask.objects.values_list("code", flat=True))
    close_introduction(introduction=introduction, reason="solved", **BY)  # type: ignore[arg-type]
    assert set(Ask.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert {kind for kind, _role, _mail in letters(introduction)} == {"closing"}
    undo(introduction=introduction, **BY)
    assert states(introduction) == ("asked", "waiting", "waiting")
    assert set(Ask.objects.values_list("code", "state")) == {(code, "open") for code in codes}
    assert Notice.objects.filter(kind="asks.first", state="queued").count() == 2


def test_they_work_together_with_partners_a_tie_and_the_trail_back() -> None:
    need = a_need()
    offer = an_offer()
    introduction = an_accepted(need.actor, offer, need=need)
    work = form_collaboration(introduction=introduction, **BY)
    assert states(introduction)[0] == "formed"
    assert (work.state, work.title, work.is_public) == ("preparing", "夏まつりの準備", False)
    assert list(Partner.objects.order_by("order").values_list("actor__name", "confirmation")) == [
        ("片平町内会", "phone"), ("青葉大学", "web"),
    ]  # fmt: skip
    tie = Tie.objects.get()
    assert (tie.source.shown_name, tie.target.shown_name, tie.kind) == ("青葉大学", "片平町内会", "people")
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (need.state, offer.state) == ("met", "met")
    assert "引き合わせ" in [str(stop.kind) for stop in back(work, SYSTEM)]
    with pytest.raises(Conflict):
        form_collaboration(introduction=introduction, **BY)
    assert Collaboration.objects.count() == 1


def test_who_cannot_be_brought_together() -> None:
    host, offer = a_host(), an_offer()
    an_introduction(host, offer)
    with pytest.raises(Conflict, match="すでに"):
        an_introduction(host, offer)
    with pytest.raises(Unusable, match="1時間"):
        an_introduction(a_host("別の町内会"), offer, first_minutes=90)
    with pytest.raises(Unusable, match="席"):
        an_introduction(an_actor("席のない会"), offer)
    with pytest.raises(Conflict):
        an_introduction(a_host("三つ目の町内会"), an_offer(state="met"))


@pytest.mark.parametrize(
    ("told", "why", "words"),
    [
        ({"not_before": date(2027, 2, 1)}, "not_now", "2027年2月1日"),
        ({"busy_months": [11, 12], "most_open": 2}, "busy", "2027年1月"),
        ({"most_open": 1}, "full", "1件"),
        ({"most_open": 3, "hours_a_month": 0}, "heavy", "0時間"),
    ],
)
@time_machine.travel("2026-11-24 10:00+09:00", tick=False)
def test_beyond_their_capacity_it_is_refused_with_the_reason(told: dict[str, Any], why: str, words: str) -> None:
    host = with_capacity(a_host(), **told)
    a_partner(a_collaboration(state="active"), host)
    with pytest.raises(BeyondCapacity) as refused:
        an_introduction(host)
    assert refused.value.beyond.why == why
    assert words in str(refused.value.message)
    assert Introduction.objects.count() == 0
    assert MandateUse.objects.count() == 0
