"""Who sees a joint work, who changes it, and who confirms that a body takes part."""

from datetime import date

import pytest

from kyodo.commons.actors.models import Actor
from kyodo.commons.collaborations.rules import MAY, may_change, may_confirm, may_see
from kyodo.commons.collaborations.states import COLLABORATION
from kyodo.commons.people.identity import Known
from kyodo.kernel.permissions import NOBODY, Who
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.people import an_account, sign_in

pytestmark = pytest.mark.django_db


def test_every_verb_of_its_life_has_a_rule() -> None:
    assert set(COLLABORATION.by_verb) <= set(MAY)


def an_officer(actor: Actor, since: date = date(2020, 4, 1), until: date | None = None) -> Who:
    account = an_account()
    a_holding(a_seat(actor), account.person, since=since, until=until)
    return Known(account)


def test_what_is_not_public_is_for_its_partners_and_the_staff() -> None:
    work, actor = a_collaboration(is_public=False), an_actor("見本町内会")
    officer = an_officer(actor)
    assert not may_see(NOBODY, work)
    assert not may_see(officer, work)
    a_partner(work, actor)
    assert may_see(officer, work)
    assert may_change(officer, work)
    assert may_change(sign_in("coordinator").who, work)
    assert not may_change(sign_in().who, work)


def test_a_seat_of_a_partner_that_is_not_confirmed_opens_nothing_but_its_own_confirmation() -> None:
    work, actor = a_collaboration(is_public=False), an_actor("見本町内会")
    officer, partner = an_officer(actor), a_partner(work, actor, confirmation="")
    assert not may_see(officer, work)
    assert may_confirm(officer, partner)
    assert not may_confirm(sign_in().who, partner)


def test_the_right_ends_with_the_term() -> None:
    work, actor = a_collaboration(), an_actor("見本町内会")
    a_partner(work, actor)
    assert not may_change(an_officer(actor, until=date(2021, 4, 1)), work)
