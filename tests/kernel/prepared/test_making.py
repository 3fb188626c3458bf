from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_init

from kyodo.center.bookings.models import Booking
from kyodo.commons.people.models import Account
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.idempotency.models import Sending
from kyodo.kernel.prepared.making import _fields, new
from tests.factories.bookings import a_booking, a_party, a_room
from tests.factories.people import a_person

QUICK = [model for model in apps.get_models() if _fields(model) is not None]


def kept(thing: Model) -> dict[str, object]:
    """Return what a thing keeps, but for what is another one each time: numbers that are drawn, moments."""
    drawn = {field.attname for field in thing._meta.concrete_fields if field.has_default() and callable(field.default)}
    values = {name: value for name, value in vars(thing).items() if name != "_state" and name not in drawn}
    assert all(not isinstance(value, datetime) for value in values.values())
    return {**values, **{name: type(vars(thing)[name]) for name in drawn}}


@pytest.mark.parametrize("model", QUICK, ids=lambda model: model._meta.label)
def test_a_new_thing_is_what_its_model_makes(model: type[Model]):
    assert kept(new(model)) == kept(model())


def test_what_is_written_often_is_made_at_once():
    assert {Booking, Entry, Sending} <= set(QUICK)


@pytest.mark.django_db
def test_what_is_given_stands_where_the_model_puts_it():
    room, party = a_room(), a_party()
    was = a_booking(room, party)
    given = {"resource": room, "party_id": party.pk, "seat": None, "moved_from": was, "code": "AAAAAA"}
    model = Booking(**given)
    made = new(Booking, **given)
    assert kept(made) == kept(model)
    assert (made.resource, made.seat, made.moved_from) == (room, None, was)
    assert (made._state.adding, made.pk, str(made)) == (True, None, "AAAAAA")
    made.state, made.channel = "booked", "web"
    made.starts_at, made.ends_at = was.ends_at, was.ends_at + timedelta(hours=1)
    made.save()
    assert Booking.objects.get(pk=made.pk).moved_from == was


@pytest.mark.django_db
def test_of_what_there_is_one_of_the_other_knows_it():
    person = a_person()
    account = new(Account, person=person)
    assert (person.account, account.person) == (account, person)
    assert kept(account) == kept(Account(person=person))


def test_what_is_no_field_is_refused():
    with pytest.raises(TypeError, match=r"has no taste$"):
        new(Sending, taste="sweet", colour="red")


def test_a_model_that_does_more_is_made_as_ever():
    heard = []

    def listen(instance: Model, **_more: object) -> None:
        heard.append(instance)

    _fields.cache_clear()
    post_init.connect(listen, sender=Sending)
    try:
        made = new(Sending, key="k")
    finally:
        post_init.disconnect(listen, sender=Sending)
        _fields.cache_clear()
    assert heard == [made]
