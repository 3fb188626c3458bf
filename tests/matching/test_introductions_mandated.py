"""A host that gave a mandate is asked through its intermediary; when the mandate ends, it is asked itself."""

from datetime import date
from typing import Any

import pytest
import time_machine

from kyodo.commons.actors.actions import seat_person
from kyodo.commons.actors.mandates.actions import revoke
from kyodo.commons.actors.models import Holding, MandateUse
from kyodo.commons.asks.models import Ask
from kyodo.kernel.errors import Conflict
from kyodo.matching.actions.forming import form_collaboration
from kyodo.matching.models import Side
from kyodo.matching.steps.mandated import sweep_mandates
from tests.factories.matching_desk import BY, a_host, a_mandate, an_accepted, an_asked, an_introduction, say
from tests.factories.people import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel("2026-11-24 10:00+09:00"):
        yield


def the_side() -> Side:
    return Side.objects.select_related("seat__actor", "mandate", "ask").get(role="host")


def test_the_intermediary_is_asked_and_every_act_shows_the_mandate() -> None:
    host = a_host()
    mandate = a_mandate(host)
    introduction = an_asked(host)
    side = the_side()
    assert side.seat is not None
    assert (side.seat.actor, side.mandate) == (mandate.intermediary, mandate)
    say(introduction, "host", "too_heavy")
    assert list(MandateUse.objects.order_by("pk").values_list("power", flat=True)) == ["receive_offers", "decline"]


def test_who_may_only_read_offers_is_not_asked_for_the_host() -> None:
    host = a_host()
    a_mandate(host, ("receive_offers",))
    an_introduction(host)
    side = the_side()
    assert side.seat is not None
    assert (side.seat.actor, side.mandate) == (host, None)


def test_a_mandate_revoked_in_the_middle_lets_the_association_be_asked_itself() -> None:
    host = a_host(mail="kaicho@example.jp")
    mandate = a_mandate(host)
    introduction = an_asked(host)
    former = the_side().ask
    revoke(mandate=mandate, by=BY["by"], channel="phone")
    side = the_side()
    assert side.seat is not None
    assert side.ask is not None
    assert (side.seat.actor, side.mandate, side.ask.state) == (host, None, "open")
    assert Ask.objects.get(pk=former.pk).state == "withdrawn"  # type: ignore[union-attr]
    say(introduction, "host", "yes", "phone")
    assert MandateUse.objects.filter(power="answer").count() == 0


def test_what_was_answered_by_a_mandate_stands_when_it_ends() -> None:
    host = a_host()
    mandate = a_mandate(host)
    introduction = an_accepted(host)
    revoke(mandate=mandate, by=BY["by"], channel="phone")
    introduction.refresh_from_db()
    assert (introduction.state, the_side().answer, the_side().mandate) == ("accepted", "yes", mandate)


def test_when_the_chair_changes_the_new_one_is_asked() -> None:
    host = a_host()
    a_mandate(host)
    an_asked(host)
    seat = host.seats.get()
    seat_person(
        seat=seat, person=a_person("新 会長"), since=date(2026, 11, 24), instead_of=Holding.objects.get(seat=seat), **BY
    )
    side = the_side()
    assert (side.seat, side.mandate) == (seat, None)


def test_a_mandate_that_runs_out_by_the_calendar_is_found_by_the_clock() -> None:
    host = a_host()
    mandate = a_mandate(host)
    introduction = an_asked(host)
    type(mandate).objects.filter(pk=mandate.pk).update(until=date(2026, 11, 20))
    with pytest.raises(Conflict):
        say(introduction, "host", "yes")
    assert the_side().answer == "waiting"
    assert sweep_mandates() == "1 asked themselves"
    assert the_side().mandate is None
    assert sweep_mandates() == "0 asked themselves"


def test_whoever_acted_by_mandate_is_a_partner_too() -> None:
    host = a_host()
    mandate = a_mandate(host)
    work = form_collaboration(introduction=an_accepted(host), **BY)
    partners = dict(work.partners.values_list("actor__name", "role"))
    assert partners[mandate.intermediary.name] == "間をつなぐ"
