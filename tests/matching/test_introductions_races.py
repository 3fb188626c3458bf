"""Two at the same moment on one introduction: one has their way, the other is told, nothing is left half."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.models import Ask, Reply
from kyodo.commons.collaborations.models import Collaboration
from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Conflict
from kyodo.kernel.idempotency.keys import FIELD, new_key
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.answers import type_answer
from kyodo.matching.actions.introductions import undo
from kyodo.matching.models import Introduction, Letter
from kyodo.matching.states import Role, SideAnswer
from tests.factories.matching_desk import BY, a_host, an_accepted, an_asked, an_introduction, an_offer
from tests.factories.people import sign_in
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def two_post(path: str, data: dict[str, Any] | None = None) -> int:
    """Let two coordinators press the same button at the same moment; return how many read that somebody was quicker."""
    clients = [sign_in("coordinator").client for _one in range(2)]
    answers = all_at_once(2, lambda n: clients[n].post(path, {**(data or {}), FIELD: new_key()}, follow=True))
    assert {answer.status_code for answer in answers} <= {200, 409}
    return ["もう済んで" in answer.content.decode() for answer in answers].count(True)


def test_of_two_coordinators_who_ask_close_or_form_one_is_told() -> None:
    asked = an_introduction(a_host(phone="022-000-1111"))
    here = f"/desk/introductions/{asked.pk}/"
    assert two_post(f"{here}ask/") == 1
    assert Ask.objects.count() == 2
    assert two_post(f"{here}close/", {"reason": "time_over"}) == 1
    assert (Letter.objects.count(), set(Ask.objects.values_list("state", flat=True))) == (2, {"withdrawn"})
    begun = an_accepted(a_host("北町内会"), an_offer("二つめ"))
    assert two_post(f"/desk/introductions/{begun.pk}/form/", {"title": "花だん"}) == 1
    work = Collaboration.objects.get()
    begun.refresh_from_db()
    assert (begun.state, begun.collaboration, work.partners.count(), work.state) == ("formed", work, 2, "preparing")
    assert list(verify()) == []


def test_an_answer_and_an_undo_of_the_asking_do_not_both_have_their_way() -> None:
    introduction = an_asked(a_host(phone="022-000-1111"))
    ask = introduction.sides.get(role="host").ask  # the slip that lies before the host
    acts: list[Callable[[], Any]] = [
        lambda: answer(ask=ask, choice=ask.choices.get(key="too_heavy"), by=SYSTEM, channel="web"),
        lambda: undo(introduction=Introduction.objects.get(pk=introduction.pk), **BY),
    ]
    answers = all_at_once(2, lambda n: acts[n]())
    lost = [n for n, answer in enumerate(answers) if isinstance(answer, Conflict)]
    assert len(lost) == 1, answers
    introduction.refresh_from_db()
    host = introduction.sides.get(role="host")
    taken_back, refused = ("drafted", "waiting", 0), ("declined", "no", 1)
    found = (introduction.state, host.answer, Reply.objects.count())
    assert found == (taken_back if lost == [0] else refused)


def test_the_same_answer_typed_twice_at_once_counts_once() -> None:
    introduction = an_asked(a_host(phone="022-000-1111"))
    client, key = sign_in("coordinator").client, new_key()
    form = {"host-said": "too_heavy", "host-channel": "phone", FIELD: key}
    path = f"/desk/introductions/{introduction.pk}/host/answer/"
    answers = all_at_once(2, lambda _n: client.post(path, form))
    assert {answer.status_code for answer in answers} <= {302, 409}
    other = all_at_once(
        2,
        lambda _n: type_answer(
            introduction=Introduction.objects.get(pk=introduction.pk), role=Role.HOST, said=SideAnswer.NO,
            reason="too_heavy", by=BY["by"], channel="phone",  # type: ignore[arg-type]
        ),
    )  # fmt: skip
    assert [answer for answer in other if isinstance(answer, Exception) and not isinstance(answer, Conflict)] == []
    introduction.refresh_from_db()
    assert (introduction.state, introduction.declined_by, introduction.decline_reason) == (
        "declined", "host", "too_heavy",
    )  # fmt: skip
    assert Reply.objects.filter(is_current=True).count() == 1
    assert Letter.objects.filter(kind="decline", withdrawn_at=None).count() == 1
    assert timezone.now() - introduction.moved_at < timedelta(minutes=5)
