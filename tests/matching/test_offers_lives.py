"""The lives of needs and offers: every verb from every state, in every order, by hand and by machine."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.transitions import Life
from kyodo.matching.models import Need, Offer
from kyodo.matching.states import NEED, OFFER
from tests.factories.matching import BY, an_offer, an_open_need
from tests.support.examples import examples

pytestmark = pytest.mark.django_db
#: Every state and where each verb leads from it; what is not here is refused.
LEADS = {
    "need": {
        ("told", "ready"): "open", ("told", "meet"): "met", ("told", "close"): "closed", ("open", "meet"): "met",
        ("open", "close"): "closed", ("met", "look_again"): "open", ("closed", "reopen"): "told",
    },
    "offer": {
        ("draft", "send"): "received", ("draft", "withdraw"): "withdrawn", ("received", "take_up"): "open",
        ("received", "queue"): "queued", ("received", "meet"): "met", ("received", "close"): "closed",
        ("received", "withdraw"): "withdrawn", ("open", "queue"): "queued", ("open", "meet"): "met",
        ("open", "close"): "closed", ("open", "withdraw"): "withdrawn", ("queued", "take_up"): "open",
        ("queued", "meet"): "met", ("queued", "close"): "closed", ("queued", "withdraw"): "withdrawn",
        ("met", "look_again"): "open", ("closed", "reopen"): "received",
    },
}  # fmt: skip
LIVES: dict[str, tuple[Life, Any]] = {"need": (NEED, Need), "offer": (OFFER, Offer)}


def a_thing(kind: str) -> Any:
    return an_open_need(is_public=False) if kind == "need" else an_offer()


@pytest.mark.parametrize("kind", ["need", "offer"])
def test_every_verb_from_every_state_leads_where_the_table_says_or_nowhere(kind: str) -> None:
    life, model = LIVES[kind]
    thing = a_thing(kind)
    seen = {}
    for state in life.states.values:
        for verb in life.by_verb:
            model.objects.filter(pk=thing.pk).update(state=state)
            try:
                seen[state, verb] = life.move(thing, verb, **BY).state
            except Conflict:
                assert model.objects.get(pk=thing.pk).state == state
    assert seen == LEADS[kind]


def walker(kind: str) -> type[RuleBasedStateMachine]:
    """Return a machine that tries any verb at any time; its row and its audit must agree with the table."""
    life, model = LIVES[kind]
    thing = a_thing(kind)
    verbs = sorted(life.by_verb)

    class Walker(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            self.state = life.initial
            model.objects.filter(pk=thing.pk).update(state=self.state)
            self.rows = Entry.objects.filter(kind=f"matching.{kind}").count()

        @rule(verb=st.sampled_from(verbs))
        def move(self, verb: str) -> None:
            leads = LEADS[kind].get((self.state, verb))
            try:
                life.move(thing, verb, by=SYSTEM, channel="test")
            except Conflict:
                assert leads is None
                return
            assert leads is not None
            self.state, self.rows = leads, self.rows + 1

        @invariant()
        def row_and_audit_agree(self) -> None:
            if hasattr(self, "rows"):
                assert model.objects.values_list("state", flat=True).get(pk=thing.pk) == self.state
                assert Entry.objects.filter(kind=f"matching.{kind}").count() == self.rows

    return Walker


@pytest.mark.parametrize("kind", ["need", "offer"])
def test_any_order_of_verbs_keeps_the_row_and_the_audit_in_step(kind: str) -> None:
    machine = walker(kind)
    how = settings(max_examples=examples(60), stateful_step_count=4, deadline=None, database=None, derandomize=True)
    run_state_machine_as_test(machine, settings=how)  # type: ignore[no-untyped-call]
