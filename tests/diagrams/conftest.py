"""What several files about joint works use."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kyodo.commons.collaborations.models import Collaboration
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.collaborations import a_collaboration, a_partner, a_tie
from tests.factories.people import Signed, sign_in
from tests.factories.places import a_ward


@pytest.fixture
def work(db: None) -> Collaboration:
    """A joint work of two named bodies and one that has not confirmed yet."""
    work = a_collaboration("川を守る", title_reading="カワヲマモル", aim="月に一度、川を歩きます。", slug="kawa")
    work.wards.add(a_ward())
    work.fields.add(a_field())
    club = an_actor("片平まちづくり会", "civic_group", slug="katahira")
    one, other = a_partner(work, club, key="club", role="進行役"), a_partner(work, "青葉第一町内会", key="chonai")
    a_partner(work, "ひみつ電機", key="himitsu", kind="business", confirmation="", role="内緒の役")
    a_tie(one, other, label="草刈り機")
    return work


@pytest.fixture
def officer(work: Collaboration) -> Signed:
    """Somebody who holds a seat of a confirmed partner."""
    signed = sign_in()
    a_holding(a_seat(work.partners.get(key="club").actor), signed.person)
    return signed


@pytest.fixture
def send() -> Callable[..., Any]:
    """Return what sends a form as a page would, with a fresh key."""

    def post(client: Client, address: str, data: dict[str, Any] | None = None) -> Any:
        return client.post(address, {"idempotency_key": new_key(), **(data or {})})

    return post
