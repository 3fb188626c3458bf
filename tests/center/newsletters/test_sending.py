"""An issue goes to its readers: each address once, some at a time, behind what others wait for; bounces are counted."""

import pytest
from django.db import transaction
from django.utils import timezone

from kyodo.center.newsletters.actions import readers as reader_actions
from kyodo.center.newsletters.actions import sending as actions
from kyodo.center.newsletters.clockwork import follow_letters, send_letters
from kyodo.center.newsletters.models import Bounce, Mailing, Reader
from kyodo.center.newsletters.queries.readers import progress
from kyodo.kernel.errors import Conflict, Refused
from kyodo.kernel.notices.actions import write
from kyodo.kernel.notices.deliver import Delivery
from kyodo.kernel.notices.mail import message_of
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from tests.factories.newsletters import a_reader, a_series, an_article, an_issue

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BY = {"by": SYSTEM, "channel": "test"}


@pytest.fixture(autouse=True)
def post_root(settings, tmp_path):
    """The worker's journals, in a folder of this test alone."""
    settings.POST_ROOT = str(tmp_path / "post")


@pytest.fixture
def issue():
    """A published issue with one article."""
    issue = an_issue(a_series(), number=312, title="となりの人と")
    an_article(issue, "花だんの一年", slug="hana")
    return issue


def started(issue, count):
    """A sending to so many readers, begun."""
    for number in range(count):
        a_reader(f"r{number}@example.jp", issue.series)
    return actions.start_mailing(issue=issue, **BY)


def test_the_letter_leads_on_and_is_left_with_one_click(issue):
    mailing = started(issue, 1)
    actions.write_batch(mailing=mailing, **BY)
    notice = Notice.objects.get()
    assert notice.subject == "ぱれっと 第312号（2026年12月） となりの人と"
    for part in ("/newsletters/palette/312/hana/", "/newsletters/palette/312/issue.pdf", "/newsletters/own/"):
        assert (part in notice.body, part in notice.html or part.endswith("own/")) == (True, True), part
    assert ".invalid" not in notice.body + notice.html
    mail = message_of(notice)
    leave = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert (leave in notice.body, mail.extra_headers["List-Unsubscribe-Post"]) == (True, "List-Unsubscribe=One-Click")


def test_a_sending_goes_batch_by_batch_and_each_address_gets_it_once(issue):
    mailing = started(issue, 5)
    with pytest.raises(Conflict):
        actions.start_mailing(issue=issue, **BY)
    a_reader("late@example.jp", issue.series)
    assert actions.write_batch(mailing=mailing, size=2, **BY) == 2
    reader_actions.leave_series(reader=Reader.objects.get(address="r0@example.jp"), series=issue.series, **BY)
    reader_actions.leave_series(reader=Reader.objects.get(address="r4@example.jp"), series=issue.series, **BY)
    actions.pause_mailing(mailing=mailing, **BY)
    assert actions.write_batch(mailing=mailing, size=2, **BY) == 0
    actions.resume_mailing(mailing=mailing, **BY)
    assert [actions.write_batch(mailing=mailing, size=2, **BY) for _turn in range(3)] == [2, 0, 0]
    # A stop that lost the place in the row would begin anew: the outbox knows each letter by its key.
    Mailing.objects.update(reached=0, written_at=None)
    actions.write_batch(mailing=mailing, **BY)
    states = dict(Notice.objects.values_list("address", "state"))
    assert states == {"r0@example.jp": "withdrawn", "r1@example.jp": "queued", "r2@example.jp": "queued",
                      "r3@example.jp": "queued"}  # fmt: skip


def test_a_batch_that_breaks_off_leaves_nothing_behind(issue, monkeypatch):
    mailing = started(issue, 3)
    count = iter(range(9))

    def breaks(**given):
        if next(count) == 2:
            raise RuntimeError("killed")
        return write(**given)

    monkeypatch.setattr(actions, "write", breaks)
    with pytest.raises(RuntimeError):
        actions.write_batch(mailing=mailing, **BY)
    assert (Notice.objects.count(), Mailing.objects.get().reached) == (0, 0)
    assert send_letters() == "3 letters"
    assert (Notice.objects.count(), progress(Mailing.objects.get())["waiting"]) == (3, 3)


def test_letters_to_many_wait_behind_a_sign_in_code(issue):
    mailing = started(issue, 3)
    actions.write_batch(mailing=mailing, **BY)
    with transaction.atomic():
        write(key="code", kind="notices.site", recipient="x", address="x@example.jp", subject="符号", body="本文")
    assert Delivery()._claim().key == "code"


def test_what_comes_back_ends_the_subscription_and_the_issue_counts_as_sent(issue):
    mailing = started(issue, 3)
    send_letters()
    send_letters()
    Notice.objects.update(state="sent")
    Notice.objects.filter(address="r1@example.jp").update(
        state="given_up", said="550 5.1.1 no such user <r1@example.jp>"
    )
    Notice.objects.filter(address="r2@example.jp").update(state="given_up", said="451 busy")
    assert follow_letters() == "2 bounced"
    assert follow_letters() == "0 bounced"
    gone = Reader.objects.get(address="r1@example.jp")
    assert (gone.ended_why, gone.note, Reader.objects.get(address="r2@example.jp").ended_at) == ("bounced", "550", None)
    assert sorted(Bounce.objects.values_list("is_hard", "code")) == [(False, "451"), (True, "550")]
    issue.refresh_from_db()
    mailing.refresh_from_db()
    assert (issue.state, mailing.finished_at is not None, progress(mailing)["failed"]) == ("sent", True, 2)


def test_a_box_that_never_answers_ends_after_three_issues(issue):
    reader = a_reader("slow@example.jp", issue.series)
    for number in (1, 2, 3):
        other = an_issue(issue.series, number=number)
        mailing = actions.start_mailing(issue=other, **BY)
        Mailing.objects.filter(pk=mailing.pk).update(started_at=timezone.now())
        reader_actions.keep_bounce(mailing=mailing, reader=reader, said="451 busy", **BY)
    reader.refresh_from_db()
    assert reader.ended_why == "unreached"


def test_only_staff_send_and_only_what_is_public(issue, someone):
    with pytest.raises(Refused):
        actions.start_mailing(issue=issue, by=someone("editor").who, channel="test")
    with pytest.raises(Refused):
        actions.start_mailing(
            issue=an_issue(issue.series, state="draft"), by=someone("center_staff").who, channel="test"
        )
    trial = actions.send_test(issue=issue, addresses=["me@example.jp"], by=someone("editor").who, channel="test")
    assert (trial, Notice.objects.get().subject[:6]) == (1, "【試し送り】")
