import re

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, path
from django.urls.resolvers import RoutePattern

from kyodo.site.addresses import _Room, room

SAMPLES = {"int": "1", "slug": "abc", "str": "ABCDEF", "month": "2026-11"}


def rooms(resolver):
    for each in resolver.url_patterns:
        if isinstance(each, _Room):
            yield each
        elif isinstance(each, URLResolver):
            yield from rooms(each)


def samples(resolver, before=""):
    """Return an address of each kind."""
    for each in resolver.url_patterns:
        route = before + (str(each.pattern) if isinstance(each.pattern, RoutePattern) else "")
        if isinstance(each, URLResolver):
            yield from samples(each, route)
        else:
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], route)


def asked(resolve, address):
    try:
        found = resolve(address)
    except Resolver404:
        return None
    return found and (found.func, found.args, found.kwargs, found.view_name, found.route)


def test_a_room_answers_to_the_addresses_to_which_it_would_if_it_were_asked_for_all():
    every = [*rooms(get_resolver())]
    addresses = {address for one in every for address in samples(one)} | {"", "rooms", "nothing/", "desk/nothing/"}
    assert len(every) > 12
    assert len(addresses) > 250
    for one in every:
        for address in addresses:
            assert asked(one.resolve, address) == asked(lambda at, one=one: URLResolver.resolve(one, at), address)


class AnyFirst:
    app_name = "sample"
    urlpatterns = [path("<slug:what>/", lambda request, what: None, name="what")]


def test_a_room_whose_addresses_begin_with_anything_is_always_asked():
    assert asked(room(AnyFirst).resolve, "whatever/")[3] == "sample:what"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/rooms/nowhere/", "/nowhere/", "/en/nowhere/", "/desk/nowhere/"])
def test_what_leads_nowhere_is_not_found(client, address):
    assert client.get(address).status_code == 404
