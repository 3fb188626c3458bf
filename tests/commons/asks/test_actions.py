"""What becomes of a question: answered once, corrected for a day, ended by the clock; the desk can take back."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from kyodo.commons.asks import kinds
from kyodo.commons.asks.actions import answer, end, mark_printed, put_ask, remind, reopen, withdraw, write_other
from kyodo.commons.asks.burden import meter, most_asked
from kyodo.commons.asks.models import Ask, Reply
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import an_actor
from tests.factories.asks import CHOICES, an_ask, an_officer, in_days

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BY: dict[str, Any] = {"by": SYSTEM, "channel": "phone"}


def a_choice(ask: Ask, key: str) -> Any:
    return ask.choices.get(key=key)


def test_whoever_has_a_mail_address_gets_one_letter_with_a_signed_link() -> None:
    seat, _person = an_officer(mail="kaicho@example.jp")
    ask = an_ask(seat)
    [notice] = Notice.objects.all()
    assert (notice.address, notice.kind, notice.subject) == (
        "kaicho@example.jp", "asks.first", "お返事のお願い：防災訓練の見学",
    )  # fmt: skip
    assert f"/r/{ask.code}/" in notice.body
    assert "1. はい、できます" in notice.body


def test_whoever_has_none_is_written_nothing() -> None:
    an_ask()
    assert Notice.objects.count() == 0


def test_an_answer_ends_the_reminders_and_takes_back_what_waits_in_the_outbox() -> None:
    seat, _person = an_officer(mail="kaicho@example.jp")
    ask = an_ask(seat)
    assert ask.next_at is not None
    answer(ask=ask, choice=a_choice(ask, "no"), **BY)
    ask.refresh_from_db()
    assert (ask.state, ask.next_at) == ("answered", None)
    assert set(Notice.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_the_same_answer_twice_is_one() -> None:
    ask = an_ask()
    first = answer(ask=ask, choice=a_choice(ask, "yes"), words="よろしく", **BY)
    assert answer(ask=ask, choice=a_choice(ask, "yes"), words="よろしく", **BY) == first
    assert Reply.objects.count() == 1


def test_another_answer_within_a_day_corrects_the_first_and_both_are_kept() -> None:
    ask = an_ask()
    first = answer(ask=ask, choice=a_choice(ask, "yes"), **BY)
    second = answer(ask=ask, choice=a_choice(ask, "no"), **BY)
    assert (second.corrects, second.is_current) == (first, True)
    assert not Reply.objects.get(pk=first.pk).is_current
    with pytest.raises(Conflict, match="1日以上"):
        answer(ask=ask, choice=a_choice(ask, "yes"), at=first.at + timedelta(hours=25), **BY)


def test_an_answer_that_comes_too_late_is_told_so() -> None:
    ask = an_ask(answer_by=in_days(5))
    with pytest.raises(Conflict, match="受付は終わりました"):
        answer(ask=ask, choice=a_choice(ask, "yes"), at=in_days(5), **BY)
    answer(ask=ask, choice=a_choice(ask, "yes"), at=in_days(5) - timedelta(microseconds=1), **BY)


def test_the_answer_of_another_question_is_refused() -> None:
    with pytest.raises(Unusable):
        answer(ask=an_ask(), choice=a_choice(an_ask(), "yes"), **BY)


def test_the_database_knows_that_one_reply_counts_and_one_is_accountable() -> None:
    ask = an_ask()
    answer(ask=ask, choice=a_choice(ask, "yes"), **BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(ask=ask, choice=a_choice(ask, "no"), channel="web", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.filter(pk=ask.pk).update(seat=None)


def test_the_desk_takes_back_what_it_typed_by_mistake_for_ten_minutes() -> None:
    ask = an_ask()
    reply = answer(ask=ask, choice=a_choice(ask, "yes"), **BY)
    again = reopen(ask=ask, **BY)
    assert (again.state, again.next_at) == ("open", ask.next_at)
    answer(ask=ask, choice=a_choice(ask, "no"), **BY)
    with time_machine.travel(reply.at + timedelta(minutes=11)), pytest.raises(Conflict, match="10分以内"):
        reopen(ask=ask, **BY)


def test_a_question_that_was_taken_back_is_no_longer_answered() -> None:
    ask = withdraw(ask=an_ask(), **BY)
    with pytest.raises(Conflict):
        answer(ask=ask, choice=a_choice(ask, "yes"), **BY)
    with pytest.raises(Conflict):
        end(ask=ask, **BY)


@pytest.mark.parametrize(
    "wrong", [{"choices": CHOICES[:1]}, {"choices": CHOICES * 2}, {"answer_by": in_days(0)}, {"ladder": (1, 9)}]
)
def test_a_question_that_cannot_be_answered_well_is_not_put(wrong: dict[str, Any]) -> None:
    seat, _person = an_officer()
    with pytest.raises(Unusable):
        an_ask(seat, **wrong)
    assert Ask.objects.count() == 0


def test_a_kind_that_hangs_on_no_wall_is_a_fault_of_the_code() -> None:
    with pytest.raises(LookupError):
        an_ask(kind="asks.unheard_of")


def test_a_room_hears_of_the_answer_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(ask: Ask, reply: Reply) -> None:
        raise Conflict("the room is not ready")

    kind = kinds.AskKind("test.room", "room", answered=refuse)
    monkeypatch.setitem(kinds.ASK_KINDS._items, "test.room", kind)
    ask = an_ask(kind="test.room")
    with pytest.raises(Conflict):
        answer(ask=ask, choice=a_choice(ask, "yes"), **BY)
    ask.refresh_from_db()
    assert (ask.state, Reply.objects.count()) == ("open", 0)


def test_each_write_has_its_audit_row_without_what_was_asked_or_said() -> None:
    ask = an_ask(subject="秘密のお願い")
    remind(ask=ask, at=in_days(10), **BY)
    mark_printed(asks=[ask], **BY)
    answer(ask=ask, choice=a_choice(ask, "no"), words="秘密の返事", **BY)
    rows = Entry.objects.filter(kind="asks.ask").order_by("pk")
    assert [row.verb for row in rows] == ["ask", "remind", "print", "answer"]
    assert "秘密" not in str([row.facts for row in rows])


def test_the_meter_counts_our_questions_and_those_of_other_offices() -> None:
    actor = an_actor("川平町内会", "community_organization")
    seat, _person = an_officer(actor=actor)
    an_ask(seat)
    withdraw(ask=an_ask(seat), **BY)
    today = timezone.localdate()
    write_other(actor=actor, on=today, office="見本課", what="アンケート", **BY)
    with pytest.raises(Conflict):
        write_other(actor=actor, on=today, office="見本課", what="アンケート", **BY)
    found = meter(actor)
    assert (found.ours, found.others, found.total, found.waiting) == (1, 1, 2, 1)
    assert most_asked(today.replace(day=1), today + timedelta(days=40)) == [(actor, 1, 1)]


def test_a_person_without_an_office_can_be_asked_too() -> None:
    _seat, person = an_officer(mail="hanako@example.jp")
    ask = put_ask(
        person=person, subject="確認", question="よろしいですか。", choices=CHOICES, answer_by=in_days(9), **BY
    )
    assert (ask.seat, Notice.objects.get().address) == (None, "hanako@example.jp")
