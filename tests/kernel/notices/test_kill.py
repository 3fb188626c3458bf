"""``kill -9`` of the worker while it sends: no mail is lost and none arrives twice."""

import os
import sys
import threading

import pytest

from kyodo.kernel.notices.models import Notice
from tests.kernel.notices.killing import Kills, all_settled, chance, wait_until, write_notices
from tests.support.mailbox import mail_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

KILLS = int(os.environ.get("KYODO_TEST_KILLS", "2"))
PER_KILL = 25


@pytest.fixture
def mailbox():
    with mail_server() as box:
        yield box


def sent_by_kills(mailbox, tmp_path, *, at_random, with_postman=False):
    """Kill KILLS workers amid delivery; returns the rig. Every committed notice is settled afterwards."""
    kills = Kills(mailbox.port, tmp_path / "post", with_postman=with_postman)
    try:
        _kill_amid(kills, mailbox, at_random=at_random)
        kills.start()
        settled = wait_until(all_settled, 180)
        assert settled, list(Notice.objects.values_list("state", "attempts", "said").distinct())
        assert kills.stop() == 0
    finally:
        kills.end()
    return kills


def _kill_amid(kills, mailbox, *, at_random):
    luck = chance(20261123)
    write_notices(0, PER_KILL * KILLS)
    seen, wanted = 0, luck.randint(2, PER_KILL // 2)
    reached = threading.Event()

    def before():
        nonlocal seen, wanted
        seen += 1
        if seen >= wanted and kills.killed < KILLS:
            seen, wanted = 0, luck.randint(2, PER_KILL // 2)
            if at_random:
                reached.set()
            else:
                kills.kill()  # the server holds the mail and has not answered yet

    mailbox.before = before
    while kills.killed < KILLS:
        kills.start()
        if at_random:
            reached.wait(30)
            reached.clear()
            threading.Event().wait(luck.random() * 0.03)
            kills.kill()
        else:
            kills.worker.wait(300)  # a busy machine starts it slowly


def check(mailbox, kills):
    committed = [n for n in range(PER_KILL * KILLS) if n % 5 != 4]
    arrived = sorted(int(e.rcpt_tos[0][1:].split("@")[0]) for e in mailbox.envelopes)
    doubles = len(arrived) - len(set(arrived))
    doubts = Notice.objects.filter(was_in_doubt=True).count()
    lost = len(set(committed) - set(arrived))
    figures = {"kills": kills.killed, "notices": len(committed), "lost": lost, "twice": doubles, "in doubt": doubts}
    sys.stdout.write(f"\n{figures}\n")
    assert kills.killed == KILLS
    assert sorted(set(arrived)) == committed
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}
    assert list(kills.folder.iterdir()) == []
    return doubles, doubts


def test_killed_while_the_server_holds_the_mail(mailbox, tmp_path):
    kills = sent_by_kills(mailbox, tmp_path, at_random=False)
    assert check(mailbox, kills) == (0, 0)


def test_killed_at_any_moment(mailbox, tmp_path):
    kills = sent_by_kills(mailbox, tmp_path, at_random=True)
    assert check(mailbox, kills) == (0, 0)


def test_worker_and_postman_killed_together_in_the_worst_moment_doubles_are_marked_and_bear_one_id(mailbox, tmp_path):
    """The doubt that SMTP leaves: nothing is lost, and a second copy has the first one's Message-ID."""
    kills = sent_by_kills(mailbox, tmp_path, at_random=False, with_postman=True)
    doubles, doubts = check(mailbox, kills)
    assert doubles == doubts == KILLS
    ids = {mail["Subject"]: set() for mail in mailbox.mails}
    for mail in mailbox.mails:
        ids[mail["Subject"]].add(mail["Message-ID"])
    assert {len(found) for found in ids.values()} == {1}
