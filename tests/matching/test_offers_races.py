"""Two at the same moment, and links that come too late: one wins, the other is told, nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Conflict
from kyodo.kernel.notices.models import Notice
from kyodo.matching.actions import needs, offers
from kyodo.matching.codes import OWN
from kyodo.matching.models import Need, Offer
from kyodo.matching.retention import forget_drafts
from tests.factories.matching import BY, a_draft, an_offer, an_open_need
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def winners(answers: list[Any]) -> tuple[int, int]:
    """Return how many had their way and how many were told that it is dealt with."""
    lost = [answer for answer in answers if isinstance(answer, Conflict)]
    assert [answer for answer in answers if isinstance(answer, Exception) and answer not in lost] == []
    return len(answers) - len(lost), len(lost)


def test_an_offer_sent_twice_at_once_is_sent_once_with_one_letter() -> None:
    draft = a_draft()
    answers = all_at_once(2, lambda _n: offers.send_offer(offer=Offer.objects.get(pk=draft.pk), **BY))
    assert winners(answers) == (1, 1)
    assert Notice.objects.count() == 1
    assert list(verify()) == []


def test_of_the_desk_that_shows_and_the_writer_who_takes_back_neither_leaves_it_public() -> None:
    offer = an_offer(may_show=True)

    def act(n: int) -> Any:
        mine = Offer.objects.get(pk=offer.pk)
        return (offers.show_offer if n else offers.withdraw_offer)(offer=mine, **BY)

    all_at_once(2, act)
    offer.refresh_from_db()
    assert (offer.state, offer.is_public) == ("withdrawn", False)


def test_a_need_closed_by_two_at_once_is_closed_once() -> None:
    need = an_open_need()

    def close(_n: int) -> Any:
        return needs.close_need(need=Need.objects.get(pk=need.pk), reason="solved", **BY)

    assert winners(all_at_once(2, close)) == (1, 1)


def test_the_link_of_a_draft_ends_with_it_after_a_month(client: Client) -> None:
    draft = a_draft()
    here = f"/offers/{draft.code}/own/{OWN.of(draft.code)}/"
    assert client.get(here).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert forget_drafts(timezone.now() - timedelta(days=30)) == 1
        assert [client.get(here).status_code, client.post(f"{here}check/", {"how": "now"}).status_code] == [404, 404]
