"""Places and the waiting list: never oversold, nobody overtaken except by the said rule, families whole."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kyodo.commons.asks.actions import reopen
from kyodo.commons.asks.models import Ask
from kyodo.commons.gatherings.actions import cancel_gathering, edit_gathering, reinstate_gathering
from kyodo.commons.gatherings.actions.registering import give_up, take_out
from kyodo.commons.gatherings.line import MOST_PASSED
from kyodo.commons.gatherings.models import Gathering, Registration, SignUp
from kyodo.commons.gatherings.queries.people import before_in_line, out_of_step
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.models import Notice
from tests.factories.sign_ups import BY, a_registration, a_sign_up, say, states

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_family_of_four_waits_whole_and_is_offered_four_places_when_a_family_of_four_cancels() -> None:
    course = a_sign_up(6)
    first, _second = a_registration(course, 4), a_registration(course, 2, "鈴木")
    family = a_registration(course, 4, "高橋", mail="takahashi@example.jp")
    assert (family.state, before_in_line(family)) == ("waiting", 0)
    give_up(registration=first, **BY)
    family.refresh_from_db()
    assert (family.state, family.offer.person.name, family.offer.answer_by) == (
        "offered", "高橋", timezone.localtime().replace(hour=0, minute=0) + timedelta(days=4),
    )  # fmt: skip
    assert SignUp.objects.get(pk=course.pk).taken == 6
    assert say(family, "take").state == "confirmed"
    subjects = list(
        Notice.objects.filter(address="takahashi@example.jp").order_by("pk").values_list("subject", flat=True)
    )
    assert subjects == [
        "キャンセル待ちになりました（会計講座）", "お返事のお願い：席が空きました：会計講座",
    ]  # fmt: skip


def test_more_capacity_moves_the_line_up_at_once_and_less_than_given_away_is_refused() -> None:
    course = a_sign_up(2)
    a_registration(course, 2), a_registration(course, 2, "鈴木"), a_registration(course, 1, "高橋")
    edit_gathering(gathering=course, capacity=4, **BY)
    assert states(course) == [(2, "confirmed"), (2, "offered"), (1, "waiting")]
    with pytest.raises(Unusable, match="4"):
        edit_gathering(gathering=course, capacity=3, **BY)
    edit_gathering(gathering=course, capacity=None, **BY)
    assert states(course) == [(2, "confirmed"), (2, "offered"), (1, "offered")]


def test_a_newcomer_never_takes_a_place_for_which_somebody_waits_or_was_asked() -> None:
    course = a_sign_up(2)
    first, waiting = a_registration(course, 2), a_registration(course, 2, "鈴木")
    give_up(registration=first, **BY)
    newcomer = a_registration(course, 1, "高橋")
    assert states(course)[1:] == [(2, "offered"), (1, "waiting")]
    assert say(waiting, "decline").state == "declined"
    newcomer.refresh_from_db()
    assert newcomer.state == "offered"


def test_a_large_family_is_passed_over_twice_keeps_its_place_and_then_places_are_kept_for_it() -> None:
    course = a_sign_up(4)
    singles = [a_registration(course, 1, f"一人{n}") for n in range(4)]
    family, others = a_registration(course, 4, "大家族"), [a_registration(course, 1, f"次{n}") for n in range(3)]
    for one in singles[:3]:
        give_up(registration=one, **BY)
    family.refresh_from_db()
    assert (family.state, family.passed, before_in_line(family)) == ("waiting", 2, 0)
    assert states(course)[5:] == [(1, "offered"), (1, "offered"), (1, "waiting")]
    say(others[0], "decline")
    give_up(registration=singles[3], **BY)
    assert states(course)[5:] == [(1, "declined"), (1, "offered"), (1, "waiting")]
    say(others[1], "decline")
    family.refresh_from_db()
    assert family.state == "offered"


def test_a_place_that_nobody_answers_for_goes_to_the_next_and_a_member_taken_out_frees_one() -> None:
    course = a_sign_up(3)
    family = a_registration(course, 3)
    second, third = a_registration(course, 1, "鈴木"), a_registration(course, 1, "高橋")
    take_out(registration=family, number=2, **BY)
    assert states(course) == [(2, "confirmed"), (1, "offered"), (1, "waiting")]
    assert say(second, "").state == "lapsed"
    third.refresh_from_db()
    assert third.state == "offered"
    take_out(registration=family, number=1, **BY)
    take_out(registration=family, number=3, **BY)
    assert states(course)[0] == (1, "cancelled")
    with pytest.raises(Conflict):
        take_out(registration=family, number=3, **BY)


def test_a_typed_answer_taken_back_is_open_again_and_one_that_came_too_late_says_so() -> None:
    course = a_sign_up(1)
    first, second, third = (a_registration(course, 1, name) for name in ("佐藤", "鈴木", "高橋"))
    give_up(registration=first, **BY)
    say(second, "take")
    reopen(ask=second.offer, **BY)
    second.refresh_from_db()
    assert (second.state, SignUp.objects.get(pk=course.pk).taken) == ("offered", 1)
    say(second, "decline")
    third.refresh_from_db()
    assert third.state == "offered"
    with pytest.raises(Conflict, match="電話"):
        say(second, "take")


def test_when_it_is_called_off_nobody_is_asked_any_more_and_the_line_goes_on_when_it_takes_place_after_all() -> None:
    course = a_sign_up(1)
    first, second = a_registration(course, mail="sato@example.jp"), a_registration(course, 1, "鈴木")
    give_up(registration=first, **BY)
    a_registration(course, 1, "高橋", mail="takahashi@example.jp")
    cancel_gathering(gathering=course, reason="台風のため", **BY)
    assert states(course) == [(1, "cancelled"), (1, "waiting"), (1, "waiting")]
    assert Ask.objects.filter(state="open").count() == 0
    told = Notice.objects.filter(kind="gatherings.changed").values_list("address", flat=True)
    assert list(told) == ["takahashi@example.jp"]
    reinstate_gathering(gathering=Gathering.objects.get(pk=course.pk), **BY)
    second.refresh_from_db()
    assert second.state == "offered"


def test_the_database_itself_refuses_one_place_too_many() -> None:
    course = a_sign_up(2)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.filter(pk=course.pk).update(taken=3)


class Line(RuleBasedStateMachine):
    """Any order of sign-ups, cancellations, answers and changes of capacity."""

    @initialize(places=st.integers(1, 6))
    def begin(self, places: int) -> None:
        self.course = a_sign_up(places)

    @rule(size=st.integers(1, 5))
    def join(self, size: int) -> None:
        places = SignUp.objects.get(pk=self.course.pk).places or 0
        if size > places:
            with pytest.raises(Unusable):
                a_registration(self.course, size)
        else:
            a_registration(self.course, size)

    def _some(self, number: int, *kinds: str) -> Registration | None:
        found = list(Registration.objects.filter(sign_up=self.course.pk, state__in=kinds).order_by("line"))
        return found[number % len(found)] if found else None

    @rule(number=st.integers(0, 9))
    def give_up(self, number: int) -> None:
        if found := self._some(number, "confirmed", "waiting", "offered"):
            give_up(registration=found, **BY)

    @rule(number=st.integers(0, 9))
    def take_one_out(self, number: int) -> None:
        if found := self._some(number, "confirmed", "waiting", "offered"):
            one = found.participants.filter(is_out=False).first()
            take_out(registration=found, number=one.number, **BY)

    @rule(number=st.integers(0, 9), key=st.sampled_from(["take", "decline", ""]))
    def answer(self, number: int, key: str) -> None:
        if found := self._some(number, "offered"):
            say(found, key)

    @rule(places=st.integers(1, 8))
    def change_capacity(self, places: int) -> None:
        taken = SignUp.objects.get(pk=self.course.pk).taken
        self.course.refresh_from_db()
        if places < taken:
            with pytest.raises(Unusable):
                edit_gathering(gathering=self.course, capacity=places, **BY)
        else:
            edit_gathering(gathering=self.course, capacity=places, **BY)

    @precondition(lambda self: hasattr(self, "course"))
    @invariant()
    def never_oversold_never_split_never_idle(self) -> None:
        sign_up = SignUp.objects.get(pk=self.course.pk)
        assert list(out_of_step()) == []
        assert sign_up.taken <= sign_up.places
        waiting = list(Registration.objects.filter(sign_up=sign_up, state="waiting").order_by("line"))
        assert all(group.passed <= MOST_PASSED for group in waiting)
        fits = [group for group in waiting if group.size <= sign_up.free]
        kept = [group for group in waiting if group.passed == MOST_PASSED and group.size <= sign_up.places]
        assert not fits or (kept and kept[0].line < fits[0].line)


def test_any_order_of_events_keeps_places_and_families_whole() -> None:
    how = settings(max_examples=20, stateful_step_count=12, deadline=None, database=None, derandomize=True)
    run_state_machine_as_test(Line, settings=how)  # type: ignore[no-untyped-call]
