"""What several files about organizations use."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kyodo.commons.actors.models import Actor
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.actors import a_field, an_actor
from tests.factories.places import a_ward


@pytest.fixture
def actor(db: None) -> Actor:
    """A neighborhood association with a ward and a field."""
    actor = an_actor(
        "見本第一町内会",
        "community_organization",
        name_reading="ミホンダイイチチョウナイカイ",
        purpose="夏まつりをひらく。",
    )
    actor.wards.add(a_ward())
    actor.fields.add(a_field())
    return actor


@pytest.fixture
def send() -> Callable[..., Any]:
    """Return what sends a creating form as a page would, with a fresh key."""

    def post(client: Client, address: str, data: dict[str, Any] | None = None) -> Any:
        return client.post(address, {"idempotency_key": new_key(), **(data or {})})

    return post


@pytest.fixture
def text_of() -> Callable[[Any], str]:
    """Return what reads an answer as text, JSON with its letters."""

    def read(response: Any) -> str:
        text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
        is_json = response.headers["Content-Type"].startswith("application/json")
        return json.dumps(json.loads(text), ensure_ascii=False) if is_json else text

    return read
