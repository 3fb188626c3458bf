"""A code that somebody has already is not given twice, and nobody sees an error for it."""

from typing import Any

import pytest
from django.db import IntegrityError

from kyodo.commons.asks.models import Ask
from kyodo.kernel.text import letters
from tests.factories.asks import an_ask, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_code_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seat, _person = an_officer()
    taken = an_ask(seat).code
    drawn = iter([taken, taken, "ACEFHJ"])
    monkeypatch.setattr(Ask._meta.get_field("code"), "_get_default", lambda: next(drawn))
    assert an_ask(seat).code == "ACEFHJ"
    assert Ask.objects.count() == 2


def test_another_rule_of_the_database_is_told_at_once() -> None:
    tried: list[Any] = []

    def make() -> None:
        tried.append(1)
        raise IntegrityError("NOT NULL constraint failed: asks_ask.question")

    with pytest.raises(IntegrityError):
        letters.with_new_code(make)
    assert tried == [1]
