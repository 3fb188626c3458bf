import threading
from datetime import timedelta

import pytest
from django.core.management import call_command

from kyodo.kernel.jobs.database_clock import database_now, later
from kyodo.kernel.jobs.wall import JOBS
from kyodo.kernel.notices.channels import CHANNELS, Handed, Outcome
from kyodo.kernel.notices.deliver import Delivery, settle_left_behind
from kyodo.kernel.notices.hooks import forget, wrong
from kyodo.kernel.notices.journal import ACCEPTED, HANDING, Journal
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.states import LIFE, NoticeState
from tests.kernel.notices.writing import written
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Pretended:
    """A channel that answers as told and remembers what it got."""

    key = "pretended"
    label = "pretended"

    def __init__(self):
        self.got = []
        self.answers = {}

    def hand_over(self, notice, journal):
        self.got.append(notice.key)
        return self.answers.get(notice.key, Handed(Outcome.ACCEPTED, "250 OK"))

    def close(self):
        pass


@pytest.fixture
def channel(monkeypatch):
    pretended = Pretended()
    monkeypatch.setattr(CHANNELS, "_items", {pretended.key: pretended})
    return pretended


@pytest.fixture
def deliver():
    """Deliver once with a fresh worker; returns how many were tried."""

    def run():
        delivery = Delivery()
        try:
            return delivery.run(lambda: False)
        finally:
            delivery.close()

    return run


def by_channel(key, **given):
    return written(key, channel="pretended", **given)


def states():
    return dict(Notice.objects.values_list("key", "state"))


def test_every_state_can_be_reached():
    assert LIFE.reachable() == set(NoticeState.values)


def test_what_waits_is_delivered_in_order_once(channel, deliver, post_root):
    for key in "abc":
        by_channel(key)
    assert [deliver(), deliver()] == [3, 0]
    assert channel.got == ["a", "b", "c"]
    assert states() == dict.fromkeys("abc", "sent")
    assert Notice.objects.values_list("said", "attempts", "was_in_doubt").first() == ("250 OK", 1, False)
    assert list(post_root.iterdir()) == []


def test_nothing_goes_out_before_its_time_or_in_place_of_the_digest(channel, deliver):
    by_channel("later", not_before=database_now() + timedelta(hours=1))
    by_channel("weekly", kind="test.weekly")
    assert deliver() == 0


@pytest.mark.parametrize(("outcome", "doubt"), [(Outcome.LATER, False), (Outcome.UNKNOWN, True)])
def test_a_failed_notice_is_tried_again_later_and_later(channel, deliver, outcome, doubt):
    by_channel("a")
    channel.answers["a"] = Handed(outcome, "421 busy")
    waits = []
    for _try in range(12):
        assert deliver() == 1
        assert deliver() == 0
        waits.append(round((Notice.objects.get().next_at - database_now()).total_seconds() / 60))
        Notice.objects.update(next_at=later(-timedelta(seconds=1)))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert Notice.objects.get().was_in_doubt is doubt


def test_after_sixteen_tries_it_is_given_up_and_check_says_so(channel, deliver):
    by_channel("a")
    channel.answers["a"] = Handed(Outcome.LATER)
    Notice.objects.update(attempts=15)
    deliver()
    assert states() == {"a": "given_up"}
    assert list(wrong()) == ["notices: 1 of the last seven days could not be sent"]


def test_an_address_that_does_not_exist_is_given_up_at_once(channel, deliver):
    by_channel("a")
    channel.answers["a"] = Handed(Outcome.NEVER, "550 no such user")
    deliver()
    assert Notice.objects.values_list("state", "said").get() == ("given_up", "550 no such user")


def test_a_channel_that_is_down_costs_no_attempt_and_is_asked_once(channel, deliver, caplog):
    for key in "abc":
        by_channel(key)
        channel.answers[key] = Handed(Outcome.DOWN, "ConnectionRefusedError")
    assert deliver() == 1
    assert states() == dict.fromkeys("abc", "queued")
    assert set(Notice.objects.values_list("attempts", flat=True)) == {0}


def test_the_cap_of_a_recipient_turns_the_fourth_urgent_notice_of_a_day_into_the_digest(channel, deliver):
    for n in range(5):
        by_channel(f"capped{n}", kind="test.capped")
    by_channel("free")
    by_channel("other", kind="test.capped", recipient="person:2")
    deliver()
    assert sorted(channel.got) == ["capped0", "capped1", "capped2", "free", "other"]
    assert list(Notice.objects.filter(state="queued").values_list("urgency", flat=True)) == ["digest", "digest"]


def test_the_cap_of_a_week_is_seven(channel, deliver):
    for n in range(9):
        by_channel(f"{n}", kind="test.capped")
        deliver()
        Notice.objects.filter(state="sent").update(claimed_at=later(-timedelta(days=2)))
    assert len(channel.got) == 7


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_notice_once(channel):
    for n in range(40):
        by_channel(f"{n}")

    def run(_n):
        delivery = Delivery()
        delivery.run(lambda: False)
        delivery.close()

    assert all_at_once(6, run) == [None] * 6
    assert sorted(channel.got, key=int) == [str(n) for n in range(40)]
    assert set(states().values()) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_the_cap_holds_with_many_workers(channel):
    for n in range(12):
        by_channel(f"{n}", kind="test.capped")

    def run(_n):
        delivery = Delivery()
        delivery.run(lambda: False)
        delivery.close()

    assert all_at_once(6, run) == [None] * 6
    assert len(channel.got) == 3


# --- after a kill -------------------------------------------------------------------------


@pytest.fixture
def killed(post_root):
    """Leave a notice as a killed worker leaves it; ``words`` are what its journal says."""
    import os

    def leave(*words, key="a", is_dead=True):
        journal = Journal.begin(post_root)
        notice = by_channel(key)
        Notice.objects.filter(pk=notice.pk).update(
            state="sending",
            attempt=f"attempt-{key}",
            attempts=1,
            worker=journal.name,
            lease_until=later(timedelta(minutes=5)),
        )
        for word in words:
            journal.write(word, f"attempt-{key}")
        if is_dead:
            os.close(journal.file)
        return journal

    return leave


def test_what_was_not_handed_over_goes_out_again_without_doubt(killed, channel, deliver):
    killed()
    assert deliver() == 1
    assert Notice.objects.values_list("state", "was_in_doubt").get() == ("sent", False)


def test_what_was_accepted_is_not_sent_again(killed, channel, deliver):
    killed(HANDING, ACCEPTED)
    assert deliver() == 0
    assert channel.got == []
    assert states() == {"a": "sent"}


def test_a_doubt_is_sent_again_and_marked(killed, channel, deliver):
    killed(HANDING)
    assert deliver() == 1
    assert Notice.objects.values_list("state", "was_in_doubt").get() == ("sent", True)


def test_a_living_workers_notice_is_left_alone_even_after_its_lease(killed, channel, deliver):
    journal = killed(HANDING, is_dead=False)
    Notice.objects.update(lease_until=later(-timedelta(minutes=1)))
    assert deliver() == 0
    assert states() == {"a": "sending"}
    journal.end()


def test_a_notice_of_another_machine_is_taken_over_after_its_lease(channel, deliver):
    by_channel("a")
    Notice.objects.update(
        state="sending", attempt="x", attempts=1, worker="elsewhere-1-abc", lease_until=later(timedelta(minutes=5))
    )
    assert deliver() == 0
    Notice.objects.update(lease_until=later(-timedelta(seconds=1)))
    assert list(wrong()) == ["notices: 1 were being sent when their worker ended; start a worker"]
    assert deliver() == 1
    assert Notice.objects.values_list("state", "was_in_doubt").get() == ("sent", True)


def test_the_journals_of_the_dead_are_removed(killed, channel, post_root):
    for key in "abc":
        killed(HANDING, ACCEPTED, key=key)
    assert settle_left_behind(post_root) == 3
    assert list(post_root.iterdir()) == []


def test_a_notice_that_kills_its_workers_is_given_up_in_the_end(killed, channel, deliver):
    killed(HANDING)
    Notice.objects.update(attempts=16)
    assert deliver() == 0
    assert states() == {"a": "given_up"}


def test_the_worker_stops_between_two_notices(channel):
    for key in "abc":
        by_channel(key)
    stop = threading.Event()
    delivery = Delivery()
    channel.hand_over = lambda notice, journal: (stop.set(), Handed(Outcome.ACCEPTED))[1]
    assert delivery.run(stop.is_set) == 1
    delivery.close()
    assert sorted(states().values()) == ["queued", "queued", "sent"]


def test_old_notices_are_forgotten_with_their_addresses(channel, deliver):
    by_channel("a")
    deliver()
    assert forget() == "0 notices"
    Notice.objects.update(made_at=later(-timedelta(days=181)))
    by_channel("b")
    assert forget() == "1 notices"
    assert states() == {"b": "queued"}


def test_work_delivers_a_mail_of_a_demo_into_the_outbox_page(monkeypatch):
    monkeypatch.setattr(JOBS, "_items", {})
    written("a")
    call_command("work", "--once")
    assert Notice.objects.values_list("state", "said").get() == ("sent", "/dev/outbox/")
