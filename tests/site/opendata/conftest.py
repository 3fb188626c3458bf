"""A small city whose open data have something of everything, and something that must not be in them."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.test import Client

from kyodo.commons.places.models import City
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.people import a_person
from tests.factories.places import a_desk, a_facility, a_ward
from tests.navigator.things import a_programme, at

#: Stands in everything that the public may not read.
SECRET = "キンシチョウ"


@pytest.fixture
def city(db: None) -> City:
    """Make the city, with two of most things."""
    desk = a_desk("市民協働課", phone="022-123-0000", mail="kyodo@example.jp")
    city = City.objects.create(slug="mihon", name="見本市", code="041009", site_name="見本", contact_desk=desk)
    ward = a_ward("aoba", "青葉区", code="041017")
    a_facility(
        "市民活動サポートセンター", slug="center", hours=(time(9), time(17)), latitude="38.268200",
        longitude="140.869400", closures=[{"days": "24We"}, {"yearly": "12-29/01-03"}], phone="022-123-4567 内線12",
        url="https://example.jp/", confirmed_on="2026-04-01",
    )  # fmt: skip
    a_facility(f"{SECRET}館", slug="hidden", is_public=False)
    field = a_field()
    group = an_actor("=cmd()の会", purpose='「引用」と"引用"\n二行目', founded="2001-04", is_demo=True)
    group.fields.add(field)
    group.wards.add(ward)
    a_holding(a_seat(group), a_person(f"{SECRET} 太郎"))
    an_actor(f"{SECRET}の会", state="draft")
    a_programme(
        "花いっぱい助成", ceiling_yen=300000, max_rate="66.7", apply_from=at(2026, 4, 1), apply_until=at(2026, 6, 1),
        wards=[ward], fields=[field], desk=desk, source=["https://example.jp/a", "広報 4月号"],
    )  # fmt: skip
    a_programme(f"{SECRET}助成", is_public=False)
    work = a_collaboration("広瀬川をきれいに", aim="川をきれいにする。")
    known, unsure = a_partner(work, group), a_partner(work, f"{SECRET}株式会社", kind="business", confirmation="")
    a_tie(unsure, known)
    a_collaboration(f"{SECRET}の協働", is_public=False)
    return city


@pytest.fixture
def read(city: City) -> Callable[..., bytes]:
    """Return what reads an address as anybody would."""

    def of(path: str, **options: Any) -> bytes:
        answer = Client().get(path, **options)
        assert answer.status_code == 200, path
        return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)

    return of
