"""Who may fit whom: the order, the reasons in words, and who does not come at all."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kyodo.commons.actors.models import Actor, Mandate
from kyodo.commons.actors.public import tell_capacity
from kyodo.kernel.clock.now import moment
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.models import Synonym
from kyodo.matching.ranking import Candidate, guests_for, hosts_for, other_hosts
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.collaborations import a_collaboration, a_partner
from tests.factories.places import a_ward
from tests.factories.ranking import an_introduction, an_open_need, an_open_offer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PURPOSE = "お年寄りの見守り"
TODAY = moment(date(2027, 5, 10)) + timedelta(hours=10)


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def named(candidates: list[Candidate]) -> list[str]:
    return [candidate.actor.name if candidate.actor else "-" for candidate in candidates]


def tell(actor: Actor, **values: object) -> None:
    tell_capacity(actor=actor, by=SYSTEM, channel="phone", **values)  # type: ignore[arg-type]


def an_association(name: str) -> Actor:
    return an_actor(name, "community_organization")


def test_what_fits_comes_first_and_says_why() -> None:
    welfare, ward = a_field("fukushi", "福祉"), a_ward("aoba", "青葉区")
    host = an_association("川平町内会")
    need = an_open_need(actor=host, fields=[welfare], wards=[ward], host_hours=2, months=[6, 7])
    an_open_need("花壇の水やりを手伝ってほしい", an_association("花の会"), wards=[ward])
    tell(host, hours_a_month=3, most_open=2, themes=[welfare])
    offer = an_open_offer(fields=[welfare], wards=[ward])

    first, second = hosts_for(offer)
    assert (first.actor, first.need, first.offer) == (host, need, None)
    assert "見守り" in first.reasons[0]
    assert first.reasons[1:] == (
        "活動の分野が同じです（福祉）。",
        "いま募集している困りごとがあります。",
        "あと2件、受け入れる余力があります。",
        "手間は月に約2時間で、出せる2時間に収まります。",
        "2027年6月に始められます。",
        "このテーマを歓迎しています（福祉）。",
        "活動する区が同じです（青葉区）。",
        "最初の一歩は40分です。",
    )
    assert (first.against, first.would_fit) == ((), ())
    assert (named([second]), second.against) == (["花の会"], ("受け入れの余力を、まだうかがっていません。",))


def test_what_does_not_fit_says_what_would() -> None:
    host = an_association("川平町内会")
    an_open_need(actor=host, host_hours=1, fields=[a_field("fukushi", "福祉")], wards=[a_ward("izumi", "泉区")])
    tell(host, busy_months=[6, 7, 8], most_open=1)
    a_partner(a_collaboration(is_public=False), host)
    offer = an_open_offer(first_minutes=90, host_hours=7, fields=[a_field("kids", "子育て")], wards=[a_ward()])
    [found] = hosts_for(offer)
    assert found.against == (
        "活動の分野が違います。",
        "活動する区が違います。",
        "いま1件に取り組んでいて、これ以上は受けられません。",
        "手間が月に約2.4時間かかりますが、出せるのは1時間です。",
        "2027年6月に始まりますが、その月は先方が忙しい月です。",
        "最初の一歩に90分かかります。初めて会うには長すぎます。",
    )
    assert found.would_fit == (
        "いまの取り組みが一つ終わってからなら、受けられそうです。",
        "手間が全部で4時間少なければ、受けられそうです。",
        "2027年9月に始めるのなら、受けられそうです。",
        "最初の一歩が1時間以内なら、受けられそうです。",
    )


def test_beyond_capacity_comes_last_and_who_wants_peace_does_not_come() -> None:
    full, free, quiet, never = (an_association(name) for name in ("満員の会", "余裕の会", "静かな会", "聞いていない会"))
    for actor in (full, free, quiet, never):
        an_open_need(actor=actor)
    an_open_need("お年寄りの見守りを学生に手伝ってほしい", full, fields=[a_field()])
    for actor in (full, free):
        tell(actor)
    tell(quiet, not_before=date(2027, 9, 1))
    a_partner(a_collaboration(is_public=False), full)
    assert named(hosts_for(an_open_offer(fields=[a_field()]))) == ["余裕の会", "聞いていない会", "満員の会"]


def test_who_said_no_is_being_asked_or_left_the_directory_does_not_come() -> None:
    declined, asked, closed, gone, other = (an_association(name) for name in ("断", "問", "閉", "去", "他"))
    for actor in (declined, asked, closed, gone, other):
        an_open_need(actor=actor)
    offer = an_open_offer()
    an_introduction(offer, declined, state="declined", declined_by="host", decline_reason="too_heavy")
    an_introduction(offer, asked, state="asked")
    an_introduction(offer, closed, state="closed", close_reason="not_reached")
    Actor.objects.filter(pk=gone.pk).update(state="withdrawn")
    assert sorted(named(hosts_for(offer))) == ["他", "閉"]
    assert sorted(named(hosts_for(an_open_offer()))) == ["他", "問", "断", "閉"]


def test_former_work_intermediaries_and_taught_words_are_reasons() -> None:
    Synonym.objects.create(words="サロン、茶話会")
    university = an_actor("見本大学", "educational_institution")
    between = an_actor("中間支援の会", "intermediary")
    known, mandated, spoken = an_association("旧知の会"), an_association("委任の会"), an_association("茶話の会")
    work = a_collaboration("昔の取り組み", state="done")
    for actor in (university, known, between):
        a_partner(work, actor)
    Mandate.objects.create(
        actor=mandated, intermediary=between, holding=a_holding(a_seat(mandated)), powers=["receive_offers"],
        since=date(2027, 4, 1), until=date(2028, 4, 1), state="given",
    )  # fmt: skip
    for actor in (known, mandated):
        an_open_need("竹林の手入れ", actor, fields=[a_field()])
    an_open_need("茶話会を開きたい", spoken)
    offer = an_open_offer("サロンを開きます", university, fields=[a_field()], plain="", we_do="運営")
    found = {candidate.actor.name: candidate for candidate in hosts_for(offer) if candidate.actor}
    assert "以前に一緒に取り組んだことがあります。" in found["旧知の会"].reasons
    assert "中間支援の会が双方を知っており、間に入れます。" in found["委任の会"].reasons
    assert "どちらにも「サロン」という言葉があります。" in found["茶話の会"].reasons


def test_a_need_finds_open_offers_and_those_who_did_such_things_before() -> None:
    need = an_open_need("竹林の手入れを手伝ってほしい", fields=[a_field()])
    offer = an_open_offer("竹林の手入れをします", fields=[a_field()])
    expert = an_actor("竹の会")
    a_partner(a_collaboration("竹林をきれいに"), expert)
    an_actor("竹林の手入れの会")
    first, second = guests_for(need)
    assert (first.actor, first.offer, first.need) == (offer.actor, offer, None)
    assert "受け付けている申し出があります。" in first.reasons
    assert (second.actor, second.offer) == (expert, None)
    assert "これまでに1件の取り組みに加わっています。" in second.reasons
    an_introduction(
        offer, need.actor or expert, need=need, state="declined", declined_by="guest", decline_reason="other"
    )
    assert named(guests_for(need)) == ["竹の会"]


def test_what_is_told_to_those_who_offer_is_what_anybody_may_know() -> None:
    host, full, said_no = (an_actor(name, "community_organization", purpose=PURPOSE) for name in ("甲", "乙", "丙"))
    an_open_need("見守りを頼みたい", host, host_hours=1, is_public=False)
    tell(host, busy_months=[6], hours_a_month=1)
    tell(full)
    a_partner(a_collaboration(is_public=False), full)
    offer = an_open_offer()
    [found] = other_hosts(offer, but_not=[said_no.pk])
    assert (found.actor, found.need, found.would_fit, found.against) == (host, None, (), ())
    assert found.reasons[1:] == ("あと1件、受け入れる余力があります。",)
    assert found.reasons[0].startswith("どちらにも")


def test_one_candidate_or_thirty_cost_the_same_queries() -> None:
    offer = an_open_offer(fields=[a_field()])

    def cost(more: int) -> int:
        for number in range(more):
            actor = an_association(f"会{number}")
            an_open_need(actor=actor, fields=[a_field()])
            a_holding(a_seat(actor))
            tell(actor)
            a_partner(a_collaboration(is_public=False), actor)
        with CaptureQueriesContext(connection) as queries:
            assert hosts_for(offer, limit=40)
        return len(queries)

    assert cost(1) == cost(29) <= 32
