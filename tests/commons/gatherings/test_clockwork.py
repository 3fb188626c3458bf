"""Reminders once, wishes gone soon after the date, names after the term; the counts stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kyodo.commons.gatherings.actions.registering import Wishes
from kyodo.commons.gatherings.clockwork import forget_people, forget_wishes, remind
from kyodo.commons.gatherings.models import Accommodation, Participant, Registration
from kyodo.commons.gatherings.queries.people import figures, out_of_step
from kyodo.commons.people.models import ContactPoint
from kyodo.kernel.notices.models import Notice
from tests.factories.sign_ups import a_registration, a_sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_who_has_a_place_is_reminded_once_and_who_waits_is_not(travel: Any) -> None:
    course = a_sign_up(2, days=10)
    a_registration(course, 2, mail="sato@example.jp"), a_registration(course, 1, "鈴木", mail="suzuki@example.jp")
    assert remind() == "0 reminded"
    travel(timezone.now() + timedelta(days=8))
    assert (remind(), remind()) == ("1 reminded", "0 reminded")
    found = Notice.objects.filter(kind="gatherings.reminder").values_list("address", "subject")
    assert list(found) == [("sato@example.jp", "まもなく開催です（会計講座）")]


def test_wishes_are_deleted_first_then_names_and_contacts_and_the_counts_stay(travel: Any) -> None:
    course = a_sign_up(9, days=1)
    wishes = Wishes(["sign_language", "other"], "秘密の事情")
    one = a_registration(course, 2, mail="sato@example.jp", wishes=wishes, group_name="佐藤家", words="よろしく")
    later = timezone.now() + timedelta(days=2)
    assert (forget_wishes(timezone.now()), forget_wishes(later), Accommodation.objects.count()) == (0, 1, 0)
    assert (forget_people(timezone.now()), forget_people(later), forget_people(later)) == (0, 1, 0)
    one = Registration.objects.get(pk=one.pk)
    assert (one.person, one.group_name, one.words, one.size, ContactPoint.objects.count()) == (None, "", "", 2, 0)
    assert set(Participant.objects.values_list("name", flat=True)) == {""}
    counted = figures(course)
    assert (counted.people, counted.wishes) == ({"confirmed": 2}, {"sign_language": 1, "other": 1})
    assert list(out_of_step()) == []
