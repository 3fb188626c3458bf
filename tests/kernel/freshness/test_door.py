"""The door of the server answers again what it just answered, and nothing else."""

import gzip
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import DatabaseError, close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from kyodo.commons.actors.models import Actor
from kyodo.kernel.freshness import door as doors
from kyodo.kernel.freshness.door import Door
from tests.factories.actors import an_actor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Visitor:
    """Asks a door of its own as gunicorn does."""

    def __init__(self) -> None:
        self.door = Door()
        self.status = ""
        self.headers: dict[str, str] = {}

    def get(self, path: str = "/organizations/", query: str = "", **meta: Any) -> str:
        """Return the body, unpacked."""
        self.headers = {}
        answer = self.door(
            {
                "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
                "HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80",
                "HTTP_ACCEPT_ENCODING": "gzip, br", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), **meta,
            },
            self._start,
        )  # fmt: skip
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        return (gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body).decode()

    def _start(self, status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        self.status, self.headers = status, dict(headers)

    def is_served_again(self, **asked: Any) -> bool:
        """Say whether the second of two same questions is answered at the door: for one query, and not by Django."""
        self.get(**asked)
        before = len(self.door.kept.pages)
        with CaptureQueriesContext(connection) as queries, pytest.MonkeyPatch.context() as patch:
            patch.setattr(doors.WSGIHandler, "__call__", lambda *_given: [b"from the house"])
            again = self.get(**asked)
        return again != "from the house" and len(queries) == 1 and len(self.door.kept.pages) == before


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """Requests stay within the transaction of the test, as those of Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    an_actor("見本の会", slug="sample")
    yield Visitor()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_page_goes_out_again_with_every_header_for_one_query(visitor: Visitor) -> None:
    first = visitor.get()
    headers = visitor.headers
    assert "見本の会" in first
    assert visitor.is_served_again()
    assert (visitor.get(), visitor.status, visitor.headers) == (first, "200 OK", headers)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert headers["ETag"]


def test_a_change_of_public_data_is_seen_at_once_and_nothing_old_stays_in_memory(visitor: Visitor) -> None:
    visitor.get()
    visitor.get("/support/")
    if connection.vendor == "postgresql":  # one transaction beats once; the change stands for one of its own
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('kyodo.beaten', '', false)")
    Actor.objects.filter(slug="sample").update(name="名を変えた会")
    assert "名を変えた会" in visitor.get()
    assert len(visitor.door.kept.pages) == 1


@pytest.mark.parametrize(
    "meta",
    [
        {"HTTP_COOKIE": "sessionid=a"},
        {"HTTP_COOKIE": "kyodo_ruby=1; messages=told"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_AUTHORIZATION": "Bearer a"},
        {"HTTP_IF_NONE_MATCH": '"a"'},
        {"HTTP_ACCEPT_ENCODING": "identity"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "q=" + "x" * 300},
    ],
)
def test_whoever_is_somebody_goes_into_the_house(visitor: Visitor, meta: dict[str, str]) -> None:
    visitor.get()
    assert not visitor.is_served_again(**meta)


def test_languages_furigana_hosts_and_questions_are_pages_of_their_own(visitor: Visitor) -> None:
    assert '<html lang="ja">' in visitor.get()
    for _time in range(2):
        assert '<html lang="en">' in visitor.get("/en/organizations/")
        assert "<ruby>" in visitor.get(HTTP_COOKIE=f"kyodo_ruby=1; csrftoken={'a' * 32}")
        assert "<ruby>" not in visitor.get()
        assert 'name="q" value="zzz"' in visitor.get(query="q=zzz")
        assert "other.example" in visitor.get(HTTP_HOST="other.example")
    assert len(visitor.door.kept.pages) == 5


def test_what_is_not_found_or_not_for_keeping_is_not_kept(visitor: Visitor, settings: Any) -> None:
    visitor.get("/organizations/nobody/")
    assert visitor.status.startswith("404")
    visitor.get("/preferences/")
    settings.ALLOWED_HOSTS = ["kyodo.example"]
    visitor.get(HTTP_HOST="stranger.example")
    assert visitor.status.startswith("400")
    assert visitor.door.kept.pages == {}


def test_where_the_database_does_not_answer_the_house_says_so(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> tuple[int, int]:
        raise DatabaseError

    visitor.get()
    monkeypatch.setattr(doors, "this_moment", fails)
    monkeypatch.setattr(doors.WSGIHandler, "__call__", lambda *_given: [b"asked inside"])
    assert visitor.get() == "asked inside"


def test_pages_take_no_more_memory_than_they_may(visitor: Visitor) -> None:
    visitor.door.kept.most_bytes = 30_000
    for number in range(12):
        visitor.get(query=f"q={number}")
    assert 0 < visitor.door.kept.bytes <= 30_000


def test_the_next_minute_is_another_moment(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.get()
    monkeypatch.setattr("kyodo.kernel.freshness.served.time", lambda: 1_800_000_060.0)
    monkeypatch.setattr(doors.WSGIHandler, "__call__", lambda *_given: [b"from the house"])
    assert visitor.get() == "from the house"
