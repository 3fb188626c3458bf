"""A year after the end: texts, contacts and own words are forgotten; what was decided and counted stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kyodo.commons.asks.actions import write_call
from kyodo.commons.asks.models import Call, Reply
from kyodo.commons.asks.states import CallOutcome
from kyodo.commons.collaborations.actions import move_collaboration
from kyodo.commons.people.models import ContactPoint
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.registry import RETENTION
from kyodo.matching.actions.forming import form_collaboration
from kyodo.matching.actions.introductions import close_introduction
from kyodo.matching.actions.needs import close_need
from kyodo.matching.actions.notes import write_note
from kyodo.matching.clockwork import ask_follow_up
from kyodo.matching.models import DeskNote, FollowUp, Letter, Side
from kyodo.matching.states import CloseReason
from tests.factories.matching import an_offer as a_written_offer
from tests.factories.matching_desk import (
    BY,
    a_host,
    a_meeting,
    a_need,
    an_asked,
    an_offer,
    an_offerer,
    say,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PERIODS = ("desk_letters", "desk_notes", "host_notes", "matching_words")


def forget(days_later: int) -> dict[str, int]:
    """Look at the periods as the worker does so many days from now."""
    periods = [period for period in RETENTION if period.key in PERIODS]
    return {one.key: one.erase(timezone.now() + timedelta(days=days_later - one.days, seconds=1)) for one in periods}


def test_a_year_after_the_end_words_and_contacts_are_gone_and_answers_stay() -> None:
    by, host = an_offerer(), a_host(phone="022-000-1111")
    over = a_meeting(host, an_offer("終わる", by))
    ask = Side.objects.get(introduction=over, role="host").ask
    assert ask is not None
    write_call(ask=ask, outcome=CallOutcome.LATER, note="奥さまが出られた", **BY)
    close_introduction(introduction=over, reason=CloseReason.TIME_OVER, **BY)
    need = a_need("終わった困りごと", host)
    for thing in (over, need, host):
        write_note(about=thing, words="夜は電話に出ない", minutes=10, **BY)
    close_need(need=need, reason="solved", **BY)
    open_one = an_asked(a_host("北町内会", phone="022-000-2222"), an_offer("続く", by))
    say(open_one, "host", "yes", "phone", words="楽しみです")
    write_note(about=open_one, words="続いている", **BY)
    FollowUp.objects.create(introduction=over, role="host", stage="weeks", due_on=timezone.localdate())
    asked = ask_follow_up(follow_up=FollowUp.objects.get(), **BY)
    assert asked is not None
    say_later = asked.choices.get(key="partly")
    Reply.objects.create(ask=asked, choice=say_later, words="三時間でした", channel="phone", at=timezone.now())
    FollowUp.objects.update(answered_at=timezone.now())
    assert "022-000-1111" in "".join(Letter.objects.values_list("body", flat=True))

    assert forget(364) == dict.fromkeys(PERIODS, 0)
    letters = Letter.objects.filter(introduction=over).count()
    assert forget(365) == {"desk_letters": letters, "desk_notes": 2, "host_notes": 0, "matching_words": 2}
    assert forget(366) == dict.fromkeys(PERIODS, 0)
    assert "022-000-1111" not in "".join(Letter.objects.values_list("body", flat=True))
    kept = set(DeskNote.objects.values_list("about_kind", "words", "minutes"))
    assert kept == {
        ("matching.introduction", "—", 10), ("matching.need", "—", 10), ("actors.actor", "夜は電話に出ない", 10),
        ("matching.introduction", "続いている", 0),
    }  # fmt: skip
    assert list(Reply.objects.exclude(words="").values_list("words", flat=True)) == ["楽しみです"]
    assert Call.objects.get().note == ""
    assert set(Side.objects.filter(introduction=over).values_list("answer", flat=True)) == {"yes"}
    assert "夜は" not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert forget(1095)["host_notes"] == 1


def test_who_stands_behind_a_joint_work_is_forgotten_a_year_after_its_end_and_its_story_stays() -> None:
    offer = a_written_offer()
    introduction = an_asked(a_host(), offer)
    say(introduction, "host", "yes", "phone")  # whoever wrote the offer has said yes by it
    work = form_collaboration(introduction=introduction, **BY)
    erase = {period.key: period for period in RETENTION}["finished_matching"].erase
    later = timezone.now() + timedelta(days=1)
    assert erase(later) == 0  # it goes on
    for verb in ("begin", "finish"):
        move_collaboration(collaboration=work, verb=verb, **BY)
    assert erase(timezone.now() - timedelta(days=1)) == 0  # it ended less than a year ago
    assert erase(later) == 1
    offer.refresh_from_db()
    assert (offer.person, offer.title, offer.state) == (None, "花だんの植えかえを手伝います", "met")
    assert not ContactPoint.objects.filter(value="manabu@example.jp").exists()
    assert erase(later) == 0
