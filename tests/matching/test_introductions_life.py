"""The whole table of an introduction's life: every pair of answers, every state, and any order of events."""

from contextlib import suppress
from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyodo.commons.actors.mandates.actions import revoke
from kyodo.commons.asks.actions import end
from kyodo.commons.asks.models import Ask, Choice
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Told
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.forming import form_collaboration
from kyodo.matching.actions.introductions import ask_sides, close_introduction, fix_meeting, undo
from kyodo.matching.models import Introduction, Side
from kyodo.matching.states import INTRODUCTION, CloseReason
from kyodo.matching.steps.answers import ANSWERABLE, WAYS, aim_of
from tests.factories.matching_desk import BY, a_host, a_mandate, an_introduction, an_offer, say
from tests.support.examples import examples

ANSWERS = ("waiting", "yes", "no", "unreached")
AGREED = ("accepted", "meeting", "formed")


@pytest.mark.parametrize(("host", "guest"), list(product(ANSWERS, ANSWERS)))
def test_where_two_answers_lead(host: str, guest: str) -> None:
    aim = aim_of((host, guest))
    assert (aim == "accepted") == (host == guest == "yes")
    assert (aim == "declined") == ("no" in (host, guest))
    assert (aim == "unreached") == ("unreached" in (host, guest) and "no" not in (host, guest))


def test_every_way_follows_the_table_of_the_life() -> None:
    for (was, aim), verbs in WAYS.items():
        here = was
        for verb in verbs:
            step = INTRODUCTION.by_verb[verb]
            assert here in step.sources, (was, aim, verb)
            here = str(step.to)
        assert here == aim


EVENTS = ("ask", "undo", "meet", "form", "close", *product(("host", "guest"), ANSWERS))


def walked(state: str, host: str, guest: str, event: object) -> tuple[str, str, str]:
    """Return where one event leads by the tables alone."""
    if isinstance(event, tuple):
        role, said = event
        is_late = said == "unreached" and (host if role == "host" else guest) != "waiting"
        if state not in ANSWERABLE or is_late:
            return state, host, guest
        host, guest = (said, guest) if role == "host" else (host, said)
        for verb in WAYS.get((state, aim_of((host, guest))), ()):
            state = str(INTRODUCTION.by_verb[verb].to)
        return state, host, guest
    verb = {"meet": "fix_meeting", "undo": "take_back"}.get(str(event), str(event))
    step = INTRODUCTION.by_verb[verb]
    return (str(step.to) if state in step.sources else state), host, guest


@settings(max_examples=examples(2000), deadline=None, database=None)
@given(st.lists(st.sampled_from(EVENTS), max_size=30))
def test_in_any_order_only_two_yes_lead_to_a_meeting(events: list[object]) -> None:
    here = ("drafted", "waiting", "waiting")
    for event in events:
        before, here = here, walked(*here, event)
        state, host, guest = here
        assert state not in ("accepted", "meeting") or (host, guest) == ("yes", "yes"), (before, event, here)
        assert state != "declined" or "no" in (host, guest)


# --- the same against the database, with asks, letters and mandates ---------------------------

DONE = (
    "ask", "undo", "meet", "close", "form", "end", "revoke", "host:yes", "host:too_heavy", "guest:yes",
    "guest:not_for_us",
)  # fmt: skip


def happens(introduction: Introduction, event: str) -> None:
    """Let one thing happen as people would do it; what is refused changes nothing."""
    with transaction.atomic():
        if ":" in event:
            role, _colon, key = event.partition(":")
            say(introduction, role, key)
        elif event == "end":
            for ask in Ask.objects.filter(state="open").order_by("pk")[:1]:
                end(ask=ask, by=SYSTEM, channel="clock")
        elif event == "revoke":
            for side in Side.objects.filter(mandate__isnull=False).select_related("mandate"):
                assert side.mandate is not None
                revoke(mandate=side.mandate, by=SYSTEM, channel="phone")
        elif event == "meet":
            fix_meeting(introduction=introduction, at=timezone.now() + timedelta(days=3), place="集会所", **BY)
        elif event == "close":
            close_introduction(introduction=introduction, reason=CloseReason.OTHER, **BY)
        else:
            {"ask": ask_sides, "undo": undo, "form": form_collaboration}[event](introduction=introduction, **BY)


def check(introduction: Introduction, passed: int) -> None:
    """Check what must hold after whatever happened; ``passed`` is how often contact had been passed before."""
    introduction.refresh_from_db()
    sides = list(Side.objects.filter(introduction=introduction).select_related("ask"))
    if introduction.state in AGREED:
        assert [side.answer for side in sides] == ["yes", "yes"]
    if Entry.objects.filter(verb="pass_contact").count() > passed:
        assert introduction.state == "meeting"
    waiting = {
        side.ask_id for side in sides if side.answer == "waiting" and introduction.state in ("asked", "unreached")
    }
    assert set(Ask.objects.filter(state="open").values_list("pk", flat=True)) <= waiting
    closed = [str(pk) for pk in Ask.objects.exclude(state="open").values_list("pk", flat=True)]
    assert not Notice.objects.filter(about_kind="asks.ask", about_id__in=closed, state="queued").exists()


@pytest.mark.django_db
@settings(
    max_examples=examples(15), deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(st.sampled_from(DONE), min_size=4, max_size=9))
def test_in_any_order_asks_letters_and_mandates_stay_true(db: None, events: list[str]) -> None:
    with transaction.atomic():
        host = a_host(mail="kaicho@example.jp")
        a_mandate(host)
        introduction = ask_sides(introduction=an_introduction(host, an_offer()), **BY)
        for event in events:
            passed = Entry.objects.filter(verb="pass_contact").count()
            with suppress(Told, AssertionError, Choice.DoesNotExist):
                happens(introduction, event)
            check(introduction, passed)
        transaction.set_rollback(True)
