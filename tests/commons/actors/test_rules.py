"""Every verb against everybody: who may, and who may not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.rules import MAY
from kyodo.commons.actors.states import IMPORT, LISTING
from kyodo.commons.people.identity import Known
from kyodo.kernel.permissions import NOBODY, SYSTEM, Who
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.people import an_account, sign_in

ROLES = (
    "coordinator", "center_staff", "city_staff", "editor", "administrator", "committee_member",
    "secretariat", "reviewer",
    "writer", "moderator",
)  # fmt: skip
KEEPERS = {"coordinator", "center_staff", "city_staff", "editor", "administrator", "system"}
CONTACTS = KEEPERS - {"editor"}
IMPORTERS = {"center_staff", "city_staff", "administrator", "system"}
ALLOWED = {
    ("see", "listed"): {"nobody", "known", "holder", "former", "coming", "system", *ROLES},
    ("see", "draft"): {"holder", *KEEPERS},
    ("see", "withdrawn"): {"holder", *KEEPERS},
    ("create", "listed"): KEEPERS,
    ("edit", "listed"): {"holder", *KEEPERS},
    ("edit", "draft"): {"holder", *KEEPERS},
    ("confirm", "listed"): {"holder", *KEEPERS},
    ("list", "draft"): KEEPERS,
    ("withdraw", "listed"): KEEPERS,
    ("add_seat", "listed"): CONTACTS,
    ("seat", "listed"): CONTACTS,
    ("vacate", "listed"): CONTACTS,
    ("see_holders", "listed"): CONTACTS,
    ("preview", "listed"): IMPORTERS,
    ("apply", "listed"): IMPORTERS,
    ("discard", "listed"): IMPORTERS,
}


def everybody(actor: Actor) -> dict[str, Who]:
    today = timezone.localdate()
    terms = {
        "holder": (today, None),
        "former": (date(2020, 4, 1), today),
        "coming": (today + timedelta(days=1), None),
    }
    people: dict[str, Who] = {"nobody": NOBODY, "system": SYSTEM, "known": sign_in().who}
    for name, (since, until) in terms.items():
        account = an_account()
        a_holding(a_seat(actor, title=name), account.person, since=since, until=until)
        people[name] = Known(account)
    return people | {role: sign_in(role).who for role in ROLES}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted({verb for verb, _state in ALLOWED}))
def test_each_verb_is_for_these_and_nobody_else(verb: str) -> None:
    for state in [state for v, state in ALLOWED if v == verb]:
        actor = an_actor(state=state)
        allowed = {name for name, who in everybody(actor).items() if MAY[verb](who, actor)}
        assert allowed == ALLOWED[verb, state], (verb, state)


def test_the_table_is_complete_for_both_lives_and_this_matrix_for_the_table() -> None:
    verbs = {step.verb for life in (LISTING, IMPORT) for step in life.transitions}
    assert verbs <= set(MAY)
    assert {verb for verb, _state in ALLOWED} == set(MAY)


@pytest.mark.django_db
def test_the_seat_of_one_organization_gives_nothing_in_another() -> None:
    account = an_account()
    a_holding(a_seat(an_actor()), account.person, since=date(2020, 4, 1))
    assert not MAY["edit"](Known(account), an_actor(name="別の会"))


@pytest.mark.django_db
def test_a_refusal_says_why() -> None:
    answer = MAY["edit"](NOBODY, an_actor())
    assert str(answer.reason) != ""


@pytest.mark.django_db
def test_when_the_term_ends_the_right_ends_at_the_next_request() -> None:
    holder = sign_in()
    actor = an_actor()
    holding = a_holding(a_seat(actor), holder.person, since=date(2020, 4, 1))
    assert MAY["edit"](holder.who, actor)
    holding.until = timezone.localdate()
    holding.save()
    assert not MAY["edit"](holder.who, actor)
