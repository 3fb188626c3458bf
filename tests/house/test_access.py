"""Every address × every role × reading and writing: what the declared rule says is what happens.

The addresses come from the resolver, so a new one is tried as soon as it exists; where it
takes arguments, ``SAMPLES`` must name some (a test fails otherwise).
"""

import re

import pytest
from django.conf import urls
from django.http import HttpResponseNotFound
from django.urls import URLPattern

from kyodo.commons.people.roles import ROLES
from kyodo.kernel.permissions import NOBODY, rule_of, walk
from tests.factories.people import sign_in

#: Arguments for addresses that take some: of things that do not exist, so that the answer is
#: the rule's own or a 404 and never somebody's data. Objects have matrices in their rooms.
SAMPLES = {
    "pk": "999999", "slug": "no-such-thing", "verb": "remove", "role": "editor", "token": "no-such-token",
    "name": "no-such-thing.jpg", "number": "999999", "person": "999999", "seat": "999999", "batch": "999999",
    "month": "2026-11", "holding": "999999", "code": "NONESU", "key": "no-such-thing",
}  # fmt: skip
#: Addresses of libraries that guard themselves; their own tests are theirs, ours try the doors that we open.
FOREIGN = ("cms/", "documents/", "sign-in/", "en/sign-in/", "_util/", "api/v1/", r"((?:[\w\-]+/)*)$")


def ours() -> list[tuple[str, URLPattern]]:
    """Return the addresses of the house itself, in their Japanese form."""
    found = []
    for route, pattern in walk():
        plain = route.lstrip("^")
        if not plain.startswith(FOREIGN) and "(?:" not in plain:
            found.append((route, pattern))
    return found


def sample(route: str) -> str:
    """Return a path for a route, with sample arguments in the places of its parameters."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route).replace("^", "").replace("$", "").replace("\\", "")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: SAMPLES[m[1]], named)


@pytest.fixture(scope="module")
def people(kept_world):
    """Everybody who may knock: nobody, somebody without a role, and a holder of each role alone."""
    with kept_world.unblock():
        return {"nobody": None, "known": sign_in()} | {role.key: sign_in(role.key) for role in ROLES}


@pytest.fixture
def plain_refusal(monkeypatch):
    """A refusal without its page: what it looks like is tested below, and drawing it thousands of times takes long."""
    monkeypatch.setattr(urls, "handler404", lambda _request, exception: HttpResponseNotFound())


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_refusal")
@pytest.mark.parametrize(("route", "pattern"), [pytest.param(r, p, id=r or "home") for r, p in ours()])
def test_the_rule_of_an_address_decides(route, pattern, people, client):
    rule = rule_of(route, pattern)
    path = sample(route)
    for name, person in people.items():
        knocking = person.client if person else client
        allowed = bool(rule(person.who if person else NOBODY))
        for method in ("get", "post"):
            answer = getattr(knocking, method)(path)
            seen = (name, method, answer.status_code)
            if allowed:
                assert answer.status_code < 500, seen
                assert not answer.headers.get("Location", "").startswith("/sign-in/login/"), seen
            elif person is None:
                assert answer.headers["Location"].startswith("/sign-in/login/?next="), seen
            else:
                assert answer.status_code == 404, seen


def test_a_refused_address_and_an_absent_one_look_the_same(someone):
    known = someone().client
    refused, absent = known.get("/desk/roles/"), known.get("/desk/no-such-page/")
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert refused.content.replace(b"/desk/roles/", b"") == absent.content.replace(b"/desk/no-such-page/", b"")
