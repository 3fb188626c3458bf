"""``kill -9`` of the worker while it sends an issue: every reader gets it, nobody twice."""

import pytest
from django.utils import timezone

from kyodo.center.newsletters.actions import sending
from kyodo.center.newsletters.models import Reader, Subscription
from kyodo.kernel.notices.limits import address_key
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from tests.factories.newsletters import a_series, an_article, an_issue
from tests.kernel.notices.killing import Kills, wait_until
from tests.support.mailbox import mail_server

pytestmark = pytest.mark.django_db(transaction=True)
READERS, KILLS = 30, 2


def readers(series):
    """Make readers of a newsletter; their codes sort as their numbers."""
    now = timezone.now()
    made = Reader.objects.bulk_create(
        Reader(
            code=f"R{n:05}", address=f"r{n}@example.jp", address_key=address_key(f"r{n}@example.jp"), confirmed_at=now
        )
        for n in range(READERS)
    )
    Subscription.objects.bulk_create(Subscription(reader=one, series=series, channel="test", since=now) for one in made)


def test_every_reader_gets_the_issue_once_however_often_the_worker_is_killed(tmp_path):
    issue = an_issue(a_series(), number=312)
    an_article(issue)
    readers(issue.series)
    mailing = sending.start_mailing(issue=issue, by=SYSTEM, channel="test")
    # The worker goes on where this batch ended: its own job writes the rest.
    sending.write_batch(mailing=mailing, size=READERS // 2, by=SYSTEM, channel="test")
    with mail_server() as mailbox:
        kills = Kills(mailbox.port, tmp_path / "post")
        seen = 0

        def before():
            nonlocal seen
            seen += 1
            if seen in (7, 19):
                kills.kill()  # the server holds the letter and has not answered yet

        mailbox.before = before
        try:
            while kills.killed < KILLS:
                kills.start()
                kills.worker.wait(120)
            kills.start()
            assert wait_until(lambda: Notice.objects.filter(state="sent").count() == READERS, 120)
            assert kills.stop() == 0
        finally:
            kills.end()
        arrived = sorted(envelope.rcpt_tos[0] for envelope in mailbox.envelopes)
    assert arrived == sorted(f"r{n}@example.jp" for n in range(READERS))
    assert Notice.objects.filter(was_in_doubt=True).count() == 0
