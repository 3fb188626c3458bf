"""Every address × every role × reading and writing: what the declared rule says is what happens.

The addresses come from the resolver, so a new one is tried as soon as it exists; where it
takes arguments, ``SAMPLES`` must name some (a test fails otherwise).
"""

import re

import pytest
from django.conf import urls
from django.http import Http404, HttpResponseNotFound
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, URLPattern, resolve
from wagtail.contrib.redirects import middleware as redirects

from kyodo.commons.people.identity import Known
from kyodo.commons.people.roles import ROLES
from kyodo.kernel.permissions import NOBODY, anyone, rule_of, signed_in, walk
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
        known = {"known": sign_in()} | {role.key: sign_in(role.key) for role in ROLES}
        return {name: (one, one.who) for name, one in known.items()}


@pytest.fixture
def plain_refusal(monkeypatch):
    """A refusal without its page: what it looks like is tested below, and drawing it thousands of times takes long."""
    monkeypatch.setattr(urls, "handler404", lambda _request, exception: HttpResponseNotFound())
    monkeypatch.setattr(redirects, "get_redirect", lambda *_asked: None)


def refuses(view: ResolverMatch, path: str, method: str, who: Known) -> bool:
    """Say whether the view at a path has nothing for somebody who is signed in: what middleware does is no matter."""
    request = getattr(RequestFactory(), method)(path)
    request.who, request.user = who, who.account
    with pytest.raises(Http404):
        view.func(request, *view.args, **view.kwargs)
    return True


def answers(knocking: Client, method: str, path: str) -> None:
    """Knock where it is open: it is no error, and nobody is sent to sign in."""
    answer = getattr(knocking, method)(path)
    assert answer.status_code < 500, (method, answer.status_code)
    assert not answer.headers.get("Location", "").startswith("/sign-in/login/"), method


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_refusal")
@pytest.mark.parametrize(
    ("number", "route", "pattern"), [pytest.param(n, r, p, id=r or "home") for n, (r, p) in enumerate(ours())]
)
def test_the_rule_of_an_address_decides(number, route, pattern, people, client):
    rule, path = rule_of(route, pattern), sample(route)
    methods = ("get", "post")
    if rule(NOBODY):
        for method in methods:
            answers(client, method, path)
    else:
        for method in methods:
            assert getattr(client, method)(path).headers["Location"].startswith("/sign-in/login/?next="), method
    is_for_all = rule in (anyone, signed_in)
    view = None if is_for_all else resolve(path)
    turn = list(people)[1 + number % (len(people) - 1)]
    for name, (person, who) in people.items():
        if not rule(who):
            # Through the whole site once, as somebody without a role; everybody's answer by the view itself.
            for method in methods:
                assert refuses(view, path, method, who), (name, method)
                assert name != "known" or getattr(person.client, method)(path).status_code == 404, method
        elif not is_for_all or name in ("known", turn):
            # Where everybody may go, the holders of roles take turns from address to address.
            for method in methods:
                answers(person.client, method, path)


def test_a_refused_address_and_an_absent_one_look_the_same(someone):
    known = someone().client
    refused, absent = known.get("/desk/roles/"), known.get("/desk/no-such-page/")
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert refused.content.replace(b"/desk/roles/", b"") == absent.content.replace(b"/desk/no-such-page/", b"")
