"""Every verb against everybody: who may, and who may not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kyodo.commons.actors.handover.actions import make_book, write_note
from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.rules import MAY
from kyodo.commons.actors.states import LISTING, MANDATE, NoteKind
from kyodo.commons.people.identity import Known
from kyodo.kernel.permissions import NOBODY, SYSTEM, Who
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.mandates import BY, a_chair, a_drafted_mandate
from tests.factories.people import an_account, sign_in

ROLES = (
    "coordinator", "center_staff", "city_staff", "editor", "administrator", "committee_member",
    "secretariat", "reviewer",
    "writer", "moderator",
)  # fmt: skip
KEEPERS = {"coordinator", "center_staff", "city_staff", "editor", "administrator", "system"}
CONTACTS = KEEPERS - {"editor"}
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


#: Verbs about what hangs on an organization or on its seat: (what they are asked about, who may).
OF_ITS_SEATS = {
    "draw_up": ("mandate", CONTACTS),
    "give": ("mandate", CONTACTS),
    "lapse": ("mandate", CONTACTS),
    "revoke": ("mandate", {"holder", *CONTACTS}),
    "use": ("mandate", {"holder", *CONTACTS}),
    "see_mandate": ("mandate", {"holder", *CONTACTS}),
    "see_scan": ("mandate", {"holder", *CONTACTS}),
    "see_mandates": ("actor", {"holder", *CONTACTS}),
    "tell_capacity": ("actor", {"holder", *CONTACTS}),
    "succeed": ("seat", CONTACTS),
    "print": ("seat", CONTACTS),
    "make_book": ("seat", CONTACTS),
    "write_note": ("seat", CONTACTS),
    "change_note": ("note", CONTACTS),
    "remove_note": ("note", CONTACTS),
    "replace": ("book", CONTACTS),
    "receive": ("book", {"nobody", "known", "holder", "former", "coming", "system", *ROLES}),
}


@pytest.mark.django_db
def test_what_hangs_on_its_seats_is_for_these_and_nobody_else() -> None:
    actor = an_actor(kind="community_organization")
    people = everybody(actor)
    # The chair's own papers: who holds another seat of the same organization does not see them.
    seat, chair = a_chair(seat=a_seat(actor, title="会長"))
    things = {
        "actor": actor, "seat": seat, "mandate": a_drafted_mandate(seat), "book": make_book(seat=seat, **BY),
        "note": write_note(seat=seat, kind=NoteKind.KEY, text="鍵は2本", **BY),
    }  # fmt: skip
    for verb, (name, allowed) in OF_ITS_SEATS.items():
        assert {who for who in people if MAY[verb](people[who], things[name])} == allowed, verb
        account = an_account(chair)
        is_for_chair = name != "seat" or verb in ("make_book", "write_note")
        is_for_desk = verb in ("draw_up", "give", "lapse")
        assert bool(MAY[verb](Known(account), things[name])) is (is_for_chair and not is_for_desk), verb
        account.delete()


def test_the_table_is_complete_for_all_lives_and_these_matrices_for_the_table() -> None:
    verbs = {step.verb for life in (LISTING, MANDATE) for step in life.transitions}
    assert verbs <= set(MAY)
    assert {verb for verb, _state in ALLOWED} | set(OF_ITS_SEATS) == set(MAY)


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
