from datetime import datetime, timedelta

import pytest

from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.jobs.database_clock import later
from kyodo.kernel.notices.digest import gather
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.schedule import next_digest
from tests.kernel.notices.writing import written

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23 12:00", "2026-11-26 08:00"),
        ("2026-11-26 07:59", "2026-11-26 08:00"),
        ("2026-11-26 08:00", "2026-12-03 08:00"),
        ("2026-12-31 23:59", "2027-01-07 08:00"),
    ],
)
def test_the_digest_goes_out_on_thursday_morning(now, then):
    at = [datetime.fromisoformat(text).replace(tzinfo=TOKYO) for text in (now, then)]
    assert next_digest(at[0]) == at[1]


def weekly(key, **given):
    return written(key, kind="test.weekly", **given)


def all_due():
    Notice.objects.filter(urgency="digest").update(not_before=later(-timedelta(minutes=1)))


def test_what_waits_comes_in_one_mail_for_each_recipient():
    for n in range(3):
        weekly(f"a{n}", subject=f"話題{n}", body=f"内容{n}", unsubscribe_url="https://example.jp/stop")
    weekly("b", recipient="person:2", address="tsuki@example.jp")
    all_due()
    assert gather() == "2 digests"
    digest = Notice.objects.get(kind="notices.digest", recipient="person:1")
    assert digest.subject == "今週のお知らせ（3件）"
    assert [line for line in digest.body.splitlines() if "話題" in line or "内容" in line] == [
        "1. 話題0", "内容0", "2. 話題1", "内容1", "3. 話題2", "内容2",
    ]  # fmt: skip
    assert (digest.address, digest.urgency, digest.state) == ("hana@example.jp", "now", "queued")
    assert digest.unsubscribe_url == "https://example.jp/stop"
    assert list(digest.parts.order_by("key").values_list("key", "state")) == [
        ("a0", "gathered"), ("a1", "gathered"), ("a2", "gathered"),
    ]  # fmt: skip


def test_nothing_is_sent_when_there_is_nothing():
    weekly("later")
    assert gather() == "0 digests"
    assert Notice.objects.count() == 1


def test_a_second_time_gathers_only_what_is_new():
    weekly("a")
    all_due()
    assert [gather(), gather()] == ["1 digests", "0 digests"]
    weekly("b")
    all_due()
    assert gather() == "1 digests"
    assert Notice.objects.filter(kind="notices.digest").count() == 2
