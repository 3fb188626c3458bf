import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import path

from kyodo.commons.people.models import Person
from kyodo.kernel import permissions
from kyodo.kernel.errors import Refused
from kyodo.kernel.permissions import NOBODY, YES, anyone, find_or_404, holder_of, no, open_to, require, signed_in


class Someone:
    pk = 7
    is_known = True

    def __init__(self, *roles):
        self.roles = roles

    def holds(self, role):
        return role in self.roles


def page(request):
    return HttpResponse("inside")


def ask(rule, who, address="/secret/?a=1"):
    request = RequestFactory().get(address)
    request.who = who
    return open_to(rule)(page)(request)


def test_everybody_may_open_a_public_page():
    assert ask(anyone, NOBODY).content == b"inside"


def test_an_anonymous_visitor_is_sent_to_sign_in_and_comes_back():
    answer = ask(signed_in, NOBODY)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/login/?next=%2Fsecret%2F%3Fa%3D1")


def test_someone_without_the_role_sees_that_nothing_is_there():
    with pytest.raises(Http404):
        ask(holder_of("keeper"), Someone("painter"))


def test_a_holder_of_one_of_the_roles_comes_in():
    assert ask(holder_of("keeper", "painter"), Someone("painter")).content == b"inside"


def test_a_verb_without_a_rule_is_refused():
    with pytest.raises(Refused):
        require({}, "burn", Someone(), None)


def test_a_refusal_carries_its_reason():
    with pytest.raises(Refused) as refusal:
        require({"burn": lambda who, thing: no("It rains.")}, "burn", Someone(), None)
    assert (str(refusal.value.message), refusal.value.status) == ("It rains.", 403)


@pytest.mark.django_db
def test_what_one_may_not_see_does_not_exist():
    person = Person.objects.create(name="一人")
    with pytest.raises(Http404):
        find_or_404(Person.objects.all(), lambda who, thing: no("no"), NOBODY, pk=person.pk)
    with pytest.raises(Http404):
        find_or_404(Person.objects.all(), lambda who, thing: YES, NOBODY, pk=person.pk + 1)
    assert find_or_404(Person.objects.all(), lambda who, thing: YES, NOBODY, pk=person.pk) == person


def test_an_address_without_a_rule_is_found():
    patterns = [path("open/", open_to(anyone)(page)), path("bare/", page)]
    undeclared = [route for route, pattern in permissions.walk(patterns) if permissions.rule_of(route, pattern) is None]
    assert undeclared == ["bare/"]


def test_every_address_of_the_site_has_a_rule():
    assert permissions.check_urls() == []
