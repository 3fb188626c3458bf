"""What becomes of a need: told in own words, put into plain ones, shown by consent, closed, undone, forgotten."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from kyodo.commons.people.models import Consent, Person
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import NOBODY, SYSTEM
from kyodo.kernel.search.models import SearchDocument
from kyodo.kernel.trail.walk import back
from kyodo.matching.actions import needs as actions
from kyodo.matching.actions.forming import form_collaboration
from kyodo.matching.actions.offers import show_offer
from kyodo.matching.codes import OWN
from kyodo.matching.models import Need
from kyodo.matching.queries.needs import origin_of, who_words
from kyodo.matching.retention import forget_closed
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.matching import BY, PLAIN, a_need, an_open_need
from tests.factories.matching_desk import a_host, an_accepted, an_offer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WRITTEN: dict[str, Any] = {
    "told": "夜の見回りの人が足りません", "name": "山田 太郎", "mail": "taro@example.jp", "phone": "022-000-1234",
    "passes_contact": True,
}  # fmt: skip


def found() -> list[str]:
    return list(SearchDocument.objects.filter(kind="need").values_list("key", flat=True))


def test_a_need_is_found_from_the_moment_it_is_shown_until_it_is_hidden() -> None:
    need = an_open_need()
    assert (need.state, need.is_public, found()) == ("open", True, [need.code])
    need = actions.hide_need(need=need, **BY)
    assert (need.is_public, found()) == (False, [])
    with pytest.raises(Conflict, match="もう済んで"):
        actions.hide_need(need=need, **BY)


def test_nothing_is_shown_without_consent_nor_before_it_is_in_plain_words() -> None:
    need = an_open_need(is_public=False)
    with pytest.raises(Unusable, match="承諾"):
        actions.show_need(need=need, **BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(is_public=True)
    told = a_need()
    with pytest.raises(Unusable, match="題名"):
        actions.ready_need(need=told, **BY)
    with pytest.raises(Unusable, match="1時間"):
        actions.rewrite_need(need=told, **{**PLAIN, "first_minutes": 90}, **BY)
    with pytest.raises(Unusable):
        a_need(told="  ")


def test_a_consent_that_ends_takes_it_off_the_site() -> None:
    need = actions.rewrite_need(need=an_open_need(), may_show=False, **BY)
    assert (need.is_public, found()) == (False, [])
    with pytest.raises(Unusable, match="空にしない"):
        actions.rewrite_need(need=need, title="", **BY)


def test_of_two_at_the_desk_the_later_is_told() -> None:
    need = a_need()
    seen = need.changed_at
    actions.rewrite_need(need=need, seen_at=seen, title="一番", **BY)
    with pytest.raises(Conflict, match="書き直しました"):
        actions.rewrite_need(need=need, seen_at=seen, title="二番", **BY)
    assert Need.objects.get(pk=need.pk).title == "一番"


def test_closing_is_undone_within_ten_minutes_as_if_it_had_not_been() -> None:
    need = an_open_need()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        closed = actions.close_need(need=need, reason="solved", **BY)
        assert (closed.state, closed.close_reason, found()) == ("closed", "solved", [])
        clock.shift(timedelta(minutes=9, seconds=59))
        undone = actions.undo_close_need(need=closed, **BY)
        assert (undone.state, undone.is_public, undone.close_reason, found()) == ("open", True, "", [need.code])
        closed = actions.close_need(need=undone, reason="solved", **BY)
        clock.shift(timedelta(minutes=10))
        with pytest.raises(Conflict, match="10分"):
            actions.undo_close_need(need=closed, **BY)
        assert actions.reopen_need(need=closed, **BY).state == "told"


def test_a_met_need_stays_found_and_a_closed_one_is_found_by_nobody(client: Client) -> None:
    met = an_open_need(actor=(host := a_host()))
    offer = show_offer(offer=an_offer(may_show=True), **BY)
    form_collaboration(introduction=an_accepted(host, offer, need=met), **BY)
    met.refresh_from_db()
    offer.refresh_from_db()
    assert (met.state, offer.state) == ("met", "met")
    assert sorted(SearchDocument.objects.values_list("kind", "key")) == [("need", met.code), ("offer", offer.code)]
    closed = actions.close_need(need=an_open_need(), reason="solved", **BY)
    assert found() == [met.code]
    pages = [client.get(f"/needs/{need.code}/").status_code for need in (met, closed)]
    assert pages == [200, 404]


def test_who_writes_gets_a_letter_with_the_number_and_an_own_link() -> None:
    need = actions.write_need(by=NOBODY, channel="web", **WRITTEN)
    [notice] = Notice.objects.all()
    assert (notice.address, notice.subject) == ("taro@example.jp", f"困りごとを受け付けました（受付番号 {need.code}）")
    assert f"/needs/{need.code}/own/{OWN.of(need.code)}/" in notice.body
    assert Consent.objects.get(person=need.person).purpose == "introduction"


def test_who_takes_it_back_is_seen_by_nobody_any_more() -> None:
    need = actions.withdraw_need(need=an_open_need(), reason="solved", **BY)
    assert (need.state, need.is_public, need.may_show, found()) == ("closed", False, False, [])
    with pytest.raises(Conflict):
        actions.withdraw_need(need=need, reason="solved", **BY)


def test_a_year_after_the_end_the_person_and_the_own_words_are_forgotten() -> None:
    need = actions.write_need(by=NOBODY, channel="web", **WRITTEN)
    officer = a_holding().person
    other = a_need(person=officer)
    for one in (need, other):
        actions.close_need(need=one, reason="other", **BY)
    assert forget_closed(timezone.now() - timedelta(days=1)) == 0
    assert forget_closed(timezone.now() + timedelta(seconds=1)) == 2
    assert forget_closed(timezone.now() + timedelta(seconds=1)) == 0
    need.refresh_from_db()
    assert (need.told, need.person) == ("—", None)
    assert sorted(Person.objects.values_list("name", flat=True)) == sorted(["—", officer.name])


def test_a_need_names_its_organization_only_by_consent() -> None:
    kai = an_actor("片平町内会", "community_organization")
    assert who_words(an_open_need(actor=kai)) == "地域団体"
    assert who_words(an_open_need(actor=kai, may_name=True)) == "片平町内会"
    assert who_words(an_open_need(actor=None)) == "市民の方"


def test_a_need_says_what_it_grew_out_of_and_only_what_its_writer_may_see() -> None:
    kai, draft = an_actor("見える会"), an_actor("見えない会", state="draft")
    origin = origin_of(NOBODY, f"actors.actor:{kai.pk}")
    assert origin is not None
    assert (origin[0], origin[1].title) == (kai, "見える会")
    assert origin_of(NOBODY, f"actors.actor:{draft.pk}") is None
    nothing = ("", "actors.actor:x", "no.kind:1", "actors.actor:" + "9" * 30)
    assert [origin_of(SYSTEM, typed) for typed in nothing] == [None] * 4
    assert [stop.title for stop in back(a_need(origin=kai), NOBODY)] == ["見える会"]


def test_each_step_is_written_down_without_a_word_of_what_was_told() -> None:
    need = an_open_need(told="ヒミツのことば")
    rows = Entry.objects.filter(kind="matching.need", thing=str(need.pk)).order_by("number")
    assert [row.verb for row in rows] == ["tell", "rewrite", "ready", "show"]
    assert "ヒミツ" not in str([row.facts for row in rows])


def test_a_seat_of_another_association_is_refused() -> None:
    with pytest.raises(Unusable, match="別の団体"):
        a_need(actor=an_actor("甲会"), seat=a_seat(an_actor("乙会")))
