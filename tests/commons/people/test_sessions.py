"""The session of whoever has signed in: what it holds is believed only by its signature."""

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from kyodo.commons.people.backends import ACCOUNT
from kyodo.commons.people.identity import who_is
from kyodo.commons.people.models import Account
from kyodo.commons.people.sessions import SessionStore, _whose, along, said_along
from kyodo.kernel.freshness.version import version
from tests.factories.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def a_session(**values):
    store = SessionStore()
    store.update(values)
    store.save()
    return store.session_key


def test_what_was_put_down_is_found_again_with_the_version_of_the_data():
    key = a_session(steps=["一", {"two": 2}])
    found = SessionStore(key)
    assert (found["steps"], found.data_version) == (["一", {"two": 2}], version())


def test_what_one_request_changes_and_does_not_save_no_other_one_sees():
    key = a_session(steps=["one"])
    SessionStore(key)["steps"].append("two")
    assert SessionStore(key)["steps"] == ["one"]


def test_an_altered_session_holds_nothing():
    key = a_session(who=1)
    assert SessionStore(key)["who"] == 1
    kept = Session.objects.get(pk=key)
    Session.objects.filter(pk=key).update(session_data=kept.session_data[:-1] + "ab")
    assert "who" not in SessionStore(key)


def test_a_session_that_is_over_or_unknown_holds_nothing():
    key = a_session(who=1)
    Session.objects.filter(pk=key).update(expire_date=timezone.now())
    assert "who" not in SessionStore(key)
    assert "who" not in SessionStore("x" * 32)


def test_whoever_signs_out_is_nobody_at_once():
    signed = sign_in()
    other = Client()
    other.cookies = signed.client.cookies
    assert other.get("/rooms/my/").status_code == 200
    signed.client.logout()
    assert other.get("/rooms/my/").status_code == 302


def test_an_account_is_read_anew_at_each_request_also_where_it_comes_with_the_session():
    signed = sign_in()
    assert [signed.client.get("/rooms/my/").status_code for _time in range(2)] == [200, 200]
    Account.objects.filter(pk=signed.account.pk).update(is_active=False)
    assert signed.client.get("/rooms/my/").status_code == 302


def test_nobody_is_taken_for_whose_the_session_was_before():
    mine, yours = sign_in(), sign_in()
    key = mine.client.session.session_key
    assert mine.client.get("/rooms/my/").status_code == 200
    Session.objects.filter(pk=key).update(session_data=yours.client.session.encode(dict(yours.client.session.items())))
    request = RequestFactory().get("/")
    request.session = SessionStore(key)
    assert str(who_is(request)) == f"account:{yours.account.pk}"
    assert _whose[key] == yours.account.pk


def account_named(request):
    return ACCOUNT.asked(pk=int(request.GET["who"])) if "who" in request.GET else None


@along(account_named)
def who_is_named(request):
    known, named = who_is(request), said_along(request)
    return HttpResponse(f"{known} {named[0].pk if named else '-'}")


@pytest.mark.parametrize("is_read", [False, True])
def test_what_is_asked_along_is_answered_also_where_the_session_was_read_before(is_read: bool):
    signed, other = sign_in(), sign_in()
    key = signed.client.session.session_key
    for asked, named in (({"who": other.account.pk}, str(other.account.pk)), ({}, "-")):
        request = RequestFactory().get("/", asked)
        request.session = SessionStore(key)
        assert not is_read or request.session["_auth_user_id"]
        assert who_is_named(request).content.decode() == f"account:{signed.account.pk} {named}"


def test_what_is_asked_along_with_a_session_that_is_over_is_answered_too():
    other = sign_in()
    request = RequestFactory().get("/", {"who": other.account.pk})
    request.session = SessionStore("x" * 32)
    assert who_is_named(request).content.decode() == f"- {other.account.pk}"


def test_where_nothing_was_asked_along_and_no_session_was_read_nothing_is_said():
    request = RequestFactory().get("/")
    request.session = SessionStore()
    assert said_along(request) is None
