"""A life is a table: HOUSE.md section 4.4."""

from django.db import models

from kyodo.kernel.transitions import Life, Transition
from tests.house.checks.lives import lives_in, optional_module, unlabelled, unreachable, without_rule
from tests.house.checks.places import SRC, app_folders

APPS = [".".join(("kyodo", *folder.relative_to(SRC).parts)) for folder in app_folders()]
LIVES = {app: list(lives_in(module)) for app in APPS if (module := optional_module(f"{app}.states"))}
ALL = [pair for lives in LIVES.values() for pair in lives]


def test_there_are_lives() -> None:
    assert "kyodo.commons.actors.states.LISTING" in [name for name, _life in ALL]


def test_every_state_can_be_reached() -> None:
    assert unreachable(ALL) == []


def test_every_verb_and_state_has_words() -> None:
    assert unlabelled(ALL) == []


def test_every_verb_has_a_rule() -> None:
    found = []
    for app, lives in LIVES.items():
        if app.startswith("kyodo.kernel."):
            continue  # what the machine itself moves: no person does it
        rules = optional_module(f"{app}.rules")
        found += without_rule(lives, getattr(rules, "MAY", {}))
    assert found == []


class _Planted(models.TextChoices):
    OPEN = "open", "open to all"
    SHUT = "shut", "shut"
    LOST = "lost", ""


PLANTED = [("planted", Life(_Planted, "open", [Transition("close", ("open",), "shut", " ")]))]


def test_a_state_that_nobody_reaches_is_found() -> None:
    assert unreachable(PLANTED) == ["planted: lost"]


def test_missing_words_are_found() -> None:
    assert unlabelled(PLANTED) == ["planted: the verb close", "planted: the state shut", "planted: the state lost"]


def test_a_verb_without_a_rule_is_found() -> None:
    assert without_rule(PLANTED, {"open": object()}) == ["planted: the verb close"]
