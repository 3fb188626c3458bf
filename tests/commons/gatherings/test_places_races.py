"""Many at the same moment: as many get a place as there are, each family whole, and the others wait in line."""

from contextlib import suppress
from typing import Any

import pytest

from kyodo.commons.gatherings.actions import edit_gathering
from kyodo.commons.gatherings.actions.registering import give_up
from kyodo.commons.gatherings.models import Gathering, Registration, SignUp
from kyodo.commons.gatherings.queries.people import out_of_step
from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Conflict, Unusable
from tests.factories.sign_ups import BY, a_registration, a_sign_up, say
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def unexpected(answers: list[Any]) -> list[Any]:
    return [one for one in answers if isinstance(one, Exception) and not isinstance(one, Conflict)]


def test_twelve_families_at_once_for_ten_places() -> None:
    course = a_sign_up(10)
    answers = all_at_once(12, lambda n: a_registration(course, 1 + n % 3, f"家族{n}"))
    assert unexpected(answers) == []
    assert sorted(Registration.objects.values_list("number", flat=True)) == list(range(1, 13))
    assert SignUp.objects.get(pk=course.pk).taken == sum(one.size for one in answers if one.state == "confirmed") <= 10
    assert list(out_of_step()) == []
    assert list(verify()) == []


def test_cancelling_answering_joining_and_more_capacity_at_once() -> None:
    course = a_sign_up(4)
    here = [a_registration(course, 2, f"家族{n}") for n in range(2)]
    line = [a_registration(course, size, f"列{size}") for size in (3, 1, 2)]
    give_up(registration=here[0], **BY)
    offered = [one for one in line if Registration.objects.get(pk=one.pk).state == "offered"]

    def act(n: int) -> Any:
        match n % 4:
            case 0:
                return give_up(registration=Registration.objects.get(pk=here[1].pk), **BY)
            case 1:
                return say(Registration.objects.get(pk=offered[0].pk), "decline" if n == 1 else "take")
            case 2:
                return a_registration(course, 1, f"新{n}")
        with suppress(Unusable):  # the other one asked for more already, and those seats are given away
            edit_gathering(gathering=Gathering.objects.get(pk=course.pk), capacity=4 + n, **BY)
        return None

    assert unexpected(all_at_once(8, act)) == []
    sign_up = SignUp.objects.get(pk=course.pk)
    assert sign_up.taken <= sign_up.places
    assert list(out_of_step()) == []
    assert list(verify()) == []
