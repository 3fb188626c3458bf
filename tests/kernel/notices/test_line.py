"""Notices by LINE: once each whatever happens on the way, within the month's quota, else the other way."""

import pytest
import time_machine
from django.db import transaction

from kyodo.kernel.audit.models import Entry
from kyodo.kernel.notices import quota
from kyodo.kernel.notices.actions import redirect
from kyodo.kernel.notices.deliver import Delivery, settle_left_behind
from kyodo.kernel.notices.digest import gather
from kyodo.kernel.notices.line import cut, is_signed, messages_of, signature_of
from kyodo.kernel.notices.models import Notice, Used
from kyodo.kernel.permissions import SYSTEM
from tests.kernel.notices.writing import written
from tests.support.line import faults, size
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HANA = "U" + "0" * 32
CARD = {
    "title": "防災訓練の見学", "text": "見学を受けられますか。",
    "buttons": [{"label": "1 はい", "data": "yes", "said": "1 はい"}, {"label": "開く", "url": "https://example.jp/r/"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_line(line):
    """Every test here has LINE."""


def by_line(key, **given):
    return written(key, **{"channel": "line", "address": HANA, "cards": [CARD], **given})


def deliver():
    delivery = Delivery()
    try:
        return delivery.run(lambda: False)
    finally:
        delivery.close()


def again():
    Notice.objects.update(next_at=None)
    return deliver()


def set_most(most):
    quota.set_quota(of="line", most=most, by=SYSTEM, channel="test")


def state(key="a"):
    found = Notice.objects.get(key=key)
    return found.state, found.channel


def test_a_card_is_pushed_with_its_buttons_and_counted(line):
    by_line("a")
    assert deliver() == 1
    [push] = line.pushed
    assert push["to"] == HANA
    assert [action["label"] for action in line.buttons()] == ["1 はい", "開く"]
    assert "見学を受けられますか。" in str(push["messages"])
    assert (state(), quota.standing("line").used) == (("sent", "line"), 1)


@pytest.mark.parametrize("trouble", ["lost", "failed"])
def test_a_push_that_was_not_answered_is_tried_again_and_arrives_once(line, trouble):
    by_line("a")
    line.lose = trouble == "lost"
    line.answer = (500, "Internal server error") if trouble == "failed" else None
    deliver()
    assert Notice.objects.values_list("state", "was_in_doubt").get() == ("failed", True)
    line.answer = None
    again()
    assert (len(line.pushed), state(), quota.standing("line").used) == (1, ("sent", "line"), 1)


def test_a_worker_that_died_in_the_middle_leaves_a_doubt_that_line_resolves(line):
    by_line("a")
    deliver()
    Notice.objects.update(state="sending", lease_until="2000-01-01T00:00Z", worker="elsewhere-1")
    assert settle_left_behind(Delivery().folder) == 1
    assert deliver() == 1
    assert (len(line.pushed), line.requests, state()) == (1, 2, ("sent", "line"))
    assert (Notice.objects.get().said, quota.standing("line").used) == ("409 The retry key is already accepted", 1)


def test_beyond_the_quota_the_other_way_is_taken_and_without_one_it_is_said(line):
    set_most(1)
    for key, other in (("a", ("", "")), ("b", ("mail", "hana@example.jp")), ("c", ("", ""))):
        by_line(key, other=other)
    deliver()
    assert [state(key) for key in "abc"] == [("sent", "line"), ("sent", "mail"), ("given_up", "line")]
    assert (len(line.pushed), quota.standing("line")) == (1, quota.Standing(1, 1))
    assert Notice.objects.get(key="c").said == "the quota of the month is spent"
    assert Entry.objects.get(verb="set_quota").facts == {"most": 1}


def test_a_new_month_begins_at_nothing(line):
    set_most(1)
    with time_machine.travel("2027-01-31T23:00+09:00"):
        assert quota.take(by_line("a"))
        assert not quota.take(by_line("b"))
    with time_machine.travel("2027-02-01T00:00+09:00"):
        assert quota.take(Notice.objects.get(key="b"))
    assert list(Used.objects.order_by("month").values_list("month", "count")) == [("2027-01", 1), ("2027-02", 1)]


def test_without_a_word_of_the_staff_two_hundred_hold():
    assert quota.standing("line") == quota.Standing(0, 200)


@pytest.mark.parametrize(("answer", "outcome", "used"), [
    ((400, "The property, 'to', is invalid"), ("sent", "mail"), 0),
    ((429, "You have reached your monthly limit."), ("sent", "mail"), 0),
    ((429, "The API rate limit has been exceeded."), ("failed", "line"), 0),
    ((401, "Authentication failed"), ("queued", "line"), 0),
])  # fmt: skip
def test_what_line_refuses_is_not_counted(line, answer, outcome, used):
    by_line("a", other=("mail", "hana@example.jp"))
    line.answer = answer
    deliver()
    assert (state(), quota.standing("line").used) == (outcome, used)


def test_a_line_that_cannot_be_reached_keeps_nobody_else_waiting(settings):
    by_line("a")
    written("b")
    settings.LINE_API = "http://127.0.0.1:9"
    deliver()
    assert (state("a"), state("b")) == (("queued", "line"), ("sent", "mail"))
    assert Notice.objects.get(key="a").attempts == 0


def test_when_line_is_turned_off_what_waits_goes_the_other_way(line, settings):
    by_line("a", other=("mail", "hana@example.jp"))
    settings.LINE_TOKEN = ""
    deliver()
    assert (state(), line.requests) == (("sent", "mail"), 0)


def test_an_address_that_ended_is_written_to_no_more():
    by_line("a", other=("mail", "hana@example.jp"))
    by_line("b")
    by_line("c", address="U" + "1" * 32)
    with transaction.atomic():
        assert redirect(channel="line", address=HANA) == 2
    assert [state(key) for key in "abc"] == [("queued", "mail"), ("withdrawn", "line"), ("queued", "line")]
    assert Notice.objects.get(key="a").address == "hana@example.jp"


def test_the_week_comes_in_one_push_with_a_bubble_each(line):
    for key in "abc":
        by_line(key, kind="test.weekly", other=("mail", "hana@example.jp"))
    Notice.objects.update(not_before="2000-01-01T00:00Z")
    gather()
    deliver()
    assert ([len(push["messages"]) for push in line.pushed], quota.standing("line").used) == ([3], 1)
    assert Notice.objects.get(digest=None).other_channel == "mail"


def test_an_answer_costs_nothing_and_its_token_works_once(line):
    by_line("a", channel="line_reply", address="token", cards=[])
    by_line("b", channel="line_reply", address="token", cards=[])
    deliver()
    assert (line.said(), state("b")) == ('[{"type": "text", "text": "本文です。"}]', ("given_up", "line_reply"))
    assert quota.standing("line").used == 0


def test_what_is_too_long_for_line_is_cut_and_never_refused():
    long = {
        "title": "長" * 500, "text": "😀" * 3000,
        "buttons": [{"label": "1 " + "あ" * 60, "data": "x" * 200, "said": "あ" * 60}],
    }  # fmt: skip
    [message] = messages_of(Notice(cards=[long]))
    [text] = messages_of(Notice(cards=[CARD] * 6, body="文" * 9000))
    assert (faults(message), faults(text)) == ([], [])
    assert (cut("あいうえお", 4), size(cut("😀😀😀", 4))) == ("あいう…", 3)


def test_only_line_can_sign():
    assert is_signed(b"{}", signature_of(b"{}"))
    assert not is_signed(b"{} ", signature_of(b"{}"))
    assert not is_signed(b"{}", "")
    assert not is_signed(b"{}", "あ")


def test_many_workers_never_count_beyond_the_quota(transactional_db):
    set_most(3)
    notices = [by_line(f"n{number}") for number in range(8)]
    taken = all_at_once(8, lambda number: quota.take(notices[number]))
    assert (sum(taken), quota.standing("line").used) == (3, 3)
