"""Every address has a rule, or the site does not start."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kyodo.kernel.permissions import anyone, check_urls, open_to, rule_of, walk


def test_every_address_has_a_rule() -> None:
    assert [error.msg for error in check_urls()] == []


def test_every_rule_says_something() -> None:
    rules = {rule_of(route, pattern) for route, pattern in walk()}
    assert [rule for rule in rules if rule is None or (not rule.__doc__ and not hasattr(rule, "roles"))] == []


def test_an_address_without_a_rule_is_found() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    planted = [path("planted/", bare), path("kept/", open_to(anyone)(bare))]
    assert [route for route, pattern in walk(planted) if rule_of(route, pattern) is None] == ["planted/"]
