import pytest
from django.db import models

from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.states import LISTING
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.transitions import Life, Transition


class Lamp(models.TextChoices):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


def test_a_table_with_a_state_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="burning"):
        Life(Lamp, Lamp.OFF, [Transition("light", ("off",), "burning", "Light")])


def test_a_verb_stands_once():
    with pytest.raises(ValueError, match="twice"):
        Life(Lamp, Lamp.OFF, [Transition("a", ("off",), "on", ""), Transition("a", ("on",), "off", "")])


def test_reachable_states_follow_the_arrows():
    life = Life(Lamp, Lamp.OFF, [Transition("light", ("off",), "on", ""), Transition("mend", ("broken",), "off", "")])
    assert life.reachable() == {"off", "on"}
    assert [t.verb for t in life.from_state("broken")] == ["mend"]


@pytest.fixture
def actor(db):
    return Actor.objects.create(slug="a", kind="civic_group", name="見本の会")


@pytest.mark.both_databases
def test_a_move_changes_the_state_and_leaves_one_audit_row(actor):
    LISTING.move(actor, "list", by=SYSTEM, channel="desk")
    assert actor.state == "listed"
    entry = Entry.objects.get(kind="actors.actor")
    assert (entry.verb, entry.by, entry.channel, entry.facts) == (
        "list", "system", "desk", {"from": "draft", "to": "listed"},
    )  # fmt: skip


@pytest.mark.both_databases
def test_the_second_of_two_equal_moves_is_told_and_changes_nothing(actor):
    stale = Actor.objects.get(pk=actor.pk)
    LISTING.move(actor, "list", by=SYSTEM, channel="desk")
    with pytest.raises(Conflict):
        LISTING.move(stale, "list", by=SYSTEM, channel="desk")
    assert Entry.objects.filter(kind="actors.actor").count() == 1


def test_a_verb_that_the_table_lacks_is_an_error(actor):
    with pytest.raises(KeyError):
        LISTING.move(actor, "burn", by=SYSTEM, channel="desk")
