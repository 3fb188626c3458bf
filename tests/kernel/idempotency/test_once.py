from datetime import timedelta

import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Context, Engine, RequestContext
from django.test import RequestFactory

from kyodo.commons.people.models import Person
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.idempotency.forms import OnceForm
from kyodo.kernel.idempotency.hooks import forget
from kyodo.kernel.idempotency.keys import FIELD, new_key
from kyodo.kernel.idempotency.models import Sending
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.jobs.database_clock import later
from kyodo.kernel.permissions import NOBODY
from tests.support.threads import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

KEY = "k" * 22


class Somebody:
    """A person who has signed in."""

    is_known = True

    def __init__(self, number):
        self.number = number

    def __str__(self):
        return f"account:{self.number}"


def post(data, *, who=NOBODY, cookie="browser-1", path="/people/new/"):
    request = RequestFactory().post(path, data)
    request.who = who
    request.META["CSRF_COOKIE"] = cookie
    return request


@once
def make(request):
    """Make a person; a form without a name is shown again."""
    if not request.POST.get("name"):
        return HttpResponse("名前を入力してください", status=200)
    person = Person.objects.create(name=request.POST["name"])
    return HttpResponseRedirect(f"/people/{person.pk}/")


def test_a_repeat_gets_the_first_answer_and_makes_nothing():
    first = make(post({"name": "花", FIELD: KEY}))
    again = make(post({"name": "花", FIELD: KEY}))
    assert (
        (again.status_code, again["Location"])
        == (302, first["Location"])
        == (302, f"/people/{Person.objects.get().pk}/")
    )


def test_whoever_taps_twice_reads_that_it_was_done_once():
    make(post({"name": "花", FIELD: KEY}))
    again = post({"name": "花", FIELD: KEY})
    again._messages = CookieStorage(again)
    make(again)
    assert [str(told) for told in again._messages] == ["この内容は、すでに受け付けています。二重にはなっていません。"]


def test_another_key_makes_another():
    make(post({"name": "花", FIELD: KEY}))
    make(post({"name": "花", FIELD: new_key()}))
    assert Person.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_makes_it_and_all_get_its_answer():
    answers = all_at_once(8, lambda n: make(post({"name": "花", FIELD: KEY}))["Location"])
    assert set(answers) == {f"/people/{Person.objects.get().pk}/"}


@pytest.mark.django_db(transaction=True)
def test_when_the_first_fails_the_one_that_waited_makes_it():
    tries = []

    @once
    def breaks_first(request):
        person = Person.objects.create(name=request.POST["name"])  # whoever comes second waits here
        tries.append(1)
        if len(tries) == 1:
            raise ZeroDivisionError
        return HttpResponseRedirect(f"/people/{person.pk}/")

    answers = all_at_once(4, lambda n: breaks_first(post({"name": "花", FIELD: KEY})))
    assert sum(isinstance(answer, ZeroDivisionError) for answer in answers) == 1
    places = {answer["Location"] for answer in answers if not isinstance(answer, Exception)}
    assert places == {f"/people/{Person.objects.get().pk}/"}
    assert len(tries) == 2


def test_what_a_view_makes_of_its_own_refusals_does_nothing_twice():
    @once
    def swallows(request):
        try:
            Person.objects.create(name=request.POST["name"])
        except IntegrityError:
            return HttpResponse("だれかがいます", status=200)
        return HttpResponseRedirect("/made/")

    answers = [swallows(post({"name": "花", FIELD: KEY})) for _time in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/made/")] * 2
    assert Person.objects.count() == 1


def test_a_view_that_asks_nothing_is_answered_once_too():
    said = iter(["/first/", "/second/"])

    @once
    def asks_nothing(request):
        return HttpResponseRedirect(next(said))

    assert [asks_nothing(post({FIELD: KEY}))["Location"] for _time in range(2)] == ["/first/"] * 2


def test_a_form_with_errors_leaves_the_key_free():
    assert make(post({"name": "", FIELD: KEY})).status_code == 200
    assert make(post({"name": "花", FIELD: KEY})).status_code == 302
    assert Person.objects.count() == 1


def test_a_used_key_with_other_entries_is_a_conflict():
    make(post({"name": "花", FIELD: KEY}))
    with pytest.raises(Conflict):
        make(post({"name": "月", FIELD: KEY}))
    assert [person.name for person in Person.objects.all()] == ["花"]


@pytest.mark.parametrize("other", [{"cookie": "browser-2"}, {"who": Somebody(1)}, {"path": "/teams/new/"}])
def test_a_key_is_worth_nothing_to_another_sender_or_elsewhere(other):
    first = make(post({"name": "花", FIELD: KEY}))
    assert make(post({"name": "花", FIELD: KEY}, **other))["Location"] != first["Location"]


def test_who_is_signed_in_is_known_on_every_device():
    first = make(post({"name": "花", FIELD: KEY}, who=Somebody(1), cookie="a"))
    assert make(post({"name": "花", FIELD: KEY}, who=Somebody(1), cookie="b"))["Location"] == first["Location"]
    assert make(post({"name": "花", FIELD: KEY}, who=Somebody(2), cookie="a"))["Location"] != first["Location"]


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "a b c d e f g h i j k", "あ" * 20])
def test_without_a_sound_key_nothing_is_made(key):
    with pytest.raises(Unusable):
        make(post({"name": "花", **({} if key is None else {FIELD: key})}))
    assert not Person.objects.exists()


def test_a_refusal_leaves_the_key_free():
    @once
    def refuses(request):
        Person.objects.create(name="花")
        raise Conflict("taken")

    with pytest.raises(Conflict, match="taken"):
        refuses(post({FIELD: KEY}))
    assert not Person.objects.exists()
    assert not Sending.objects.exists()


def test_reading_needs_no_key():
    request = RequestFactory().get("/people/new/")
    request.who = NOBODY
    assert make(request).status_code == 200


def test_the_table_holds_nothing_that_was_written():
    make(post({"name": "花", FIELD: KEY}))
    sending = Sending.objects.get()
    assert (len(sending.scope), len(sending.content)) == (64, 64)


def test_old_keys_are_forgotten():
    make(post({"name": "花", FIELD: KEY}))
    assert forget() == "0 keys"
    Sending.objects.update(made_at=later(-timedelta(days=8)))
    assert forget() == "1 keys"


def drawn(request):
    template = Engine.get_default().from_string("{% idempotency_key %}")
    context = RequestContext(request) if request else Context()
    return template.render(context)


def test_the_tag_draws_a_fresh_key_and_keeps_the_one_that_was_sent():
    request = RequestFactory().get("/")
    one, two = drawn(request), drawn(request)
    assert one.startswith(f'<input type="hidden" name="{FIELD}" value="')
    assert one != two
    assert drawn(post({FIELD: KEY})) == f'<input type="hidden" name="{FIELD}" value="{KEY}">'
    assert "evil" not in drawn(post({FIELD: '"><evil>'}))


def test_a_form_carries_the_key_whatever_its_prefix():
    class PersonForm(OnceForm):
        name = forms.CharField()

    form = PersonForm(prefix="p")
    assert [field.html_name for field in form] == ["p-name", FIELD]
    assert len(form[FIELD].value()) == 22
    again = PersonForm({"p-name": "", FIELD: KEY}, prefix="p")
    assert again[FIELD].value() == KEY
