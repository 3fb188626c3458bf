"""Every verb against everybody: who may, and who may not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kyodo.commons.gatherings import rules
from kyodo.commons.gatherings.rules import MAY
from kyodo.commons.gatherings.states import LIFE, REGISTRATION
from kyodo.commons.people.identity import Known
from kyodo.kernel.permissions import NOBODY, SYSTEM, Who
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.gatherings import a_gathering
from tests.factories.people import an_account, sign_in
from tests.factories.sign_ups import a_registration, a_sign_up

ROLES = (
    "coordinator", "center_staff", "city_staff", "editor", "administrator", "committee_member", "secretariat",
    "reviewer", "writer", "moderator",
)  # fmt: skip
KEEPERS = {"center_staff", "city_staff", "editor", "administrator", "system"}
ALL = {"nobody", "known", "holder", "former", "coming", "other", "system", *ROLES}
ALLOWED = {
    ("see", "published"): ALL,
    ("see", "cancelled"): ALL,
    ("see", "draft"): {"holder", *KEEPERS},
    ("create", "draft"): {"holder", "other", *KEEPERS},
    ("edit", "draft"): {"holder", *KEEPERS},
    ("edit", "published"): KEEPERS,
    ("edit", "cancelled"): KEEPERS,
    ("publish", "draft"): KEEPERS,
    ("cancel", "published"): KEEPERS,
    ("reinstate", "cancelled"): KEEPERS,
}


def holder(since: date, until: date | None, actor: object) -> Who:
    account = an_account()
    a_holding(a_seat(actor, f"席{account.pk}"), account.person, since=since, until=until)
    return Known(account)


@pytest.fixture
def people(db):
    actor, today = an_actor("見本会", slug="own"), timezone.localdate()
    return actor, {
        "nobody": NOBODY,
        "known": sign_in().who,
        "system": SYSTEM,
        "holder": holder(today, None, actor),
        "former": holder(date(2020, 4, 1), today, actor),
        "coming": holder(today + timedelta(days=1), None, actor),
        "other": holder(today, None, an_actor("別の会")),
        **{role: sign_in(role).who for role in ROLES},
    }


@pytest.mark.parametrize(("verb", "state"), ALLOWED)
def test_who_may(people, verb, state):
    actor, everybody = people
    reason = "雨" if state == "cancelled" else ""
    gathering = a_gathering(state=state, organizer=actor, cancelled_reason=reason)
    allowed = {name for name, who in everybody.items() if MAY[verb](who, gathering)}
    assert allowed == ALLOWED[verb, state]


def test_every_verb_of_the_life_has_its_rule():
    assert {step.verb for step in LIFE.transitions} <= MAY.keys()
    of_people = {"keep_people", *(step.verb for step in REGISTRATION.transitions)}
    assert {verb for verb, _state in ALLOWED} == set(MAY) - of_people


def test_those_who_signed_up_are_for_the_staff_of_center_and_city_and_for_the_organizer_alone(people):
    actor, everybody = people
    registration = a_registration(a_sign_up(9, organizer=actor))
    allowed = {name for name, who in everybody.items() if MAY["give_up"](who, registration)}
    assert allowed == {"holder", "center_staff", "city_staff", "administrator", "system"}


def test_a_refusal_says_why(people):
    actor, everybody = people
    published = a_gathering(organizer=actor)
    assert str(MAY["edit"](everybody["holder"], published).reason) == (
        "公開中の催しは職員が変更します。窓口へお電話ください。"
    )
    assert [actor.slug for actor in rules.organizations_of(everybody["holder"])] == ["own"]
