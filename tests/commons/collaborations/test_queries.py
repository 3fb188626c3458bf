"""What of a joint work whoever reads gets to see."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kyodo.commons.actors.demo import make_sample_organizations
from kyodo.commons.collaborations.demo import TITLE, make_sample_collaborations
from kyodo.commons.collaborations.models import Collaboration, Tie
from kyodo.commons.collaborations.pictures import Picture
from kyodo.commons.collaborations.queries import drawn, network_rows, of_actor, picture_of, pictures_of, ties_astray
from kyodo.kernel.permissions import NOBODY
from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_the_public_sees_of_an_unconfirmed_partner_its_kind_alone() -> None:
    work, listed = a_collaboration(), an_actor("見本NPO", slug="npo")
    npo, shop = (
        a_partner(work, listed, role="進行"),
        a_partner(work, "見本商店", kind="business", confirmation="", role="冷蔵庫"),
    )
    a_tie(shop, npo, "goods", "冷蔵庫", since="2026-04")
    picture = picture_of(NOBODY, work)
    assert [(p.name, p.kind, p.role, p.is_named, p.url) for p in picture.partners] == [
        ("見本NPO", "civic_group", "進行", True, "/organizations/npo/"),
        ("", "business", "", False, ""),
    ]
    assert [(t.source, t.target, t.label) for t in picture.ties] == [("unnamed.2", npo.key, "冷蔵庫")]
    staff = picture_of(sign_in("coordinator").who, work)
    assert [p.name for p in staff.partners] == ["見本NPO", "見本商店"]
    assert picture_of(NOBODY, work, date(2026, 3, 31)).ties == ()


def test_an_organization_that_left_the_directory_is_named_without_an_address() -> None:
    work = a_collaboration()
    a_partner(work, an_actor("去った会", state="withdrawn"))
    assert [(p.name, p.url) for p in picture_of(NOBODY, work).partners] == [("去った会", "")]


def test_what_nobody_may_see_is_an_empty_picture() -> None:
    hidden = a_collaboration("秘密の協働", is_public=False)
    a_partner(hidden)
    assert picture_of(NOBODY, hidden) == Picture("", "", (), ())
    assert pictures_of([hidden]) == {}


def test_many_pictures_cost_as_many_queries_as_one() -> None:
    def queries(works: list[Collaboration]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(pictures_of(works)) == len(works)
        return len(captured)

    works = []
    for _n in range(6):
        works.append(a_collaboration())
        a_tie(a_partner(works[-1], an_actor("会")), a_partner(works[-1], "市"))
    assert queries(works[:1]) == queries(works) == 3
    with CaptureQueriesContext(connection) as captured:
        read = list(drawn(Collaboration.objects.all()))
        pictures = [picture_of(NOBODY, work) for work in read]
    assert (len(captured), len(pictures[0].ties)) == (4, 1)


def test_the_network_joins_the_same_body_over_all_its_works() -> None:
    npo = an_actor("見本NPO", slug="npo")
    one, two = a_collaboration("一", slug="one"), a_collaboration("二", slug="two")
    for work in (one, two, a_collaboration("秘密", is_public=False)):
        a_partner(work, npo)
        a_partner(work, "片平の会")
        a_partner(work, "言わない会", confirmation="")
    rows = network_rows()
    assert [(row.slug, [(p.key, p.url) for p in row.partners]) for row in rows] == [
        (slug, [("actor:npo", "/organizations/npo/"), ("named:community_organization:片平の会", "")])
        for slug in ("one", "two")
    ]
    assert set(of_actor(npo.pk).values_list("slug", flat=True)) == {"one", "two"}


def test_a_tie_over_two_works_is_reported() -> None:
    one, two = a_partner(a_collaboration()), a_partner(a_collaboration())
    assert list(ties_astray()) == []
    tie: Any = Tie.objects.create(collaboration=one.collaboration, source=one, target=two, kind="money")
    assert list(ties_astray()) == [
        f"collaborations: tie {tie.pk} joins partners of another collaboration; draw it again"
    ]


def test_the_sample_of_the_demo_is_made_once_and_marked() -> None:
    make_sample_organizations()
    assert make_sample_collaborations() == make_sample_collaborations()
    work = Collaboration.objects.get()
    picture = picture_of(NOBODY, work)
    assert (work.title, work.is_demo, work.is_public, work.state) == (TITLE, True, True, "active")
    assert (len(picture.partners), len(picture.ties), picture.years[0]) == (8, 9, 2024)
    assert [p.kind for p in picture.partners if not p.is_named] == ["business"]
