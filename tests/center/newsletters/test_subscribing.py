"""Readers by mail: said twice, the same answer for everybody, left with one click, forgotten in time."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kyodo.center.newsletters import retention
from kyodo.center.newsletters.actions import readers as actions
from kyodo.center.newsletters.clockwork import follow_letters
from kyodo.center.newsletters.links import leave_address, own_address
from kyodo.center.newsletters.models import Reader, Subscription, Wish
from kyodo.center.newsletters.queries.readers import numbers, readers_of
from kyodo.commons.people.actions import change_person, end_consent, erase_person, remove_contact_point
from kyodo.commons.people.models import Consent, ContactPoint
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.permissions import SYSTEM
from tests.factories.newsletters import a_reader, a_series
from tests.factories.people import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BY = {"by": SYSTEM, "channel": "test"}
ASKED = "/newsletters/subscribe/asked/"


def ask(client, address="hana@example.jp", network="203.0.113.1", **values):
    """Send the form; returns status and where it leads."""
    given = {"address": address, "series": ["palette"], **values}
    answer = client.post("/newsletters/subscribe/", given, REMOTE_ADDR=network)
    return answer.status_code, answer.headers.get("Location")


def path_in(text, part):
    return re.search(rf"https?://[^/]+(/newsletters/{part}/\S+)", text)[1]


def test_a_reader_says_it_twice_and_leaves_with_one_click(client):
    a_series()
    assert ask(client) == (302, ASKED)
    letter = Notice.objects.get()
    assert (letter.address, letter.kind, Reader.objects.count()) == ("hana@example.jp", "newsletters.confirm", 0)
    confirm = path_in(letter.body, "confirm")
    # A mail scanner that opens every link changes nothing.
    assert client.get(confirm).status_code == 200
    assert Reader.objects.count() == 0
    own = client.post(confirm).headers["Location"]
    reader = Reader.objects.get()
    assert own == own_address(reader)
    assert (Wish.objects.get().address, readers_of(a_series()).count()) == ("", 1)
    assert client.post(confirm).status_code == client.get(confirm).status_code == 404

    leave = path_in(leave_address(reader.code, "palette"), "leave")
    assert "受け取りをやめますか" in client.get(leave).content.decode()
    assert readers_of(a_series()).count() == 1
    # RFC 8058: from a mail program, without a cookie or a token of ours.
    strict = client.__class__(enforce_csrf_checks=True)
    assert strict.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (readers_of(a_series()).count(), Subscription.objects.get().why) == (0, "self")
    assert strict.post(leave).status_code == 200
    assert strict.post(leave[:-2] + "x/").status_code == 404
    for address in (leave.replace("palette", "other"), f"/newsletters/own/{reader.code}/{'0' * 24}/"):
        assert client.get(address).status_code == 404


def test_the_answer_is_the_same_whoever_it_is_and_a_bomb_is_one_letter(client):
    """A thousand sign-ups from as many networks are one letter in a quarter of an hour; here thirty stand for them."""
    a_reader("known@example.jp", a_series())
    addresses = ("known@example.jp", "Known+news@Example.JP", "new@example.jp")
    seen = {ask(client, address, f"198.51.100.{number}") for number in range(30) for address in addresses}
    assert seen == {(302, ASKED)}
    assert sorted(Notice.objects.values_list("address", flat=True)) == ["known@example.jp", "new@example.jp"]
    assert Wish.objects.exclude(address="").count() == 2
    own = Notice.objects.get(address="known@example.jp").body
    assert ("/newsletters/own/" in own, "/newsletters/own/" in Notice.objects.get(address="new@example.jp").body) == (
        True, False,
    )  # fmt: skip
    pages = {client.get(ASKED).content for _again in range(2)}
    assert len(pages) == 1


def test_one_network_and_wrong_forms_are_told_what_to_do(client):
    a_series("shut", takes_readers=False)
    a_series()
    assert [ask(client, f"r{number}@example.jp")[0] for number in range(41)][-2:] == [302, 429]
    assert ask(client, "nobody", "203.0.113.9")[0] == 422
    assert ask(client, "a@example.jp\nBcc: b@example.jp", "203.0.113.9")[0] == 422
    assert ask(client, "a@example.jp", "203.0.113.9", series=["shut"])[0] == 422


def test_an_old_link_is_of_no_use(client):
    a_series()
    ask(client)
    Wish.objects.update(made_at=timezone.now() - timedelta(days=3, minutes=1))
    assert client.post(path_in(Notice.objects.get().body, "confirm")).status_code == 404
    assert Reader.objects.count() == 0
    assert retention.forget_wishes(timezone.now() - timedelta(days=3)) == 1


def test_a_choice_ends_only_what_the_page_showed(client):
    series, other, later = a_series(), a_series("kawara"), a_series("later", takes_readers=False)
    reader = a_reader("hana@example.jp", series, other)
    own = path_in(own_address(reader), "own")
    shown = re.search(r'name="shown" value="([^"]*)"', client.get(own).content.decode())[1]
    assert shown == "kawara palette"
    actions._begin(reader, later, SYSTEM, "test")
    client.post(own, {"series": ["kawara"], "shown": shown})
    kept = Subscription.objects.filter(reader=reader, until=None).values_list("series__slug", flat=True)
    assert sorted(kept) == ["kawara", "later"]
    client.post(f"{own}erase/")
    reader.refresh_from_db()
    assert (reader.address, reader.ended_why, readers_of(other).count()) == ("", "erased", 0)


def test_the_consent_of_a_known_person_stands_with_the_person(client):
    series = a_series()
    person = a_person()
    point = ContactPoint.objects.create(person=person, kind="mail", value="Hana@example.jp")
    ask(client)
    client.post(path_in(Notice.objects.get().body, "confirm"))
    reader = Reader.objects.get()
    assert (reader.person, Consent.objects.get().purpose) == (person, "newsletter:palette")
    # Whoever changes the profile or a contact ends nothing in silence.
    change_person(person=person, called="はな", **BY)
    remove_contact_point(point=point, **BY)
    assert (Consent.objects.get().until, readers_of(series).count()) == (None, 1)
    end_consent(person=person, purpose="newsletter:palette", **BY)
    assert readers_of(series).count() == 0
    erase_person(person=person, **BY)
    follow_letters()
    reader.refresh_from_db()
    assert (reader.address, reader.person) == ("", None)


def test_a_box_that_two_share_belongs_to_nobody_in_particular(client):
    a_series()
    for name in ("会長", "会計"):
        ContactPoint.objects.create(person=a_person(name), kind="mail", value="hana@example.jp")
    ask(client)
    client.post(path_in(Notice.objects.get().body, "confirm"))
    assert (Reader.objects.get().person, Consent.objects.count()) == (None, 0)


def test_addresses_are_forgotten_a_month_after_the_end():
    series = a_series()
    reader = a_reader("hana@example.jp", series)
    actions.leave_series(reader=reader, series=series, **BY)
    assert retention.forget_readers(timezone.now() - timedelta(days=30)) == 0
    assert retention.forget_readers(timezone.now() + timedelta(days=1)) == 1
    reader.refresh_from_db()
    assert (reader.address, reader.address_key, reader.ended_why) == ("", "", "self")
    assert [(row["reading"], row["ended"]) for row in numbers()] == [(0, 1)]


def test_the_desk_finds_an_address_only_when_it_is_typed_whole(someone):
    a_reader("hana@example.jp", a_series())
    staff = someone("center_staff").client
    assert "hana" not in staff.get("/desk/newsletters/").content.decode()
    part = staff.post("/desk/newsletters/readers/", {"address": "hana@example"})
    none = staff.post("/desk/newsletters/readers/", {"address": "han@example.jp"})
    assert (part.status_code, "継続中" in none.content.decode()) == (422, False)
    assert Entry.objects.filter(verb="look_up").count() == 0
    assert "継続中" in staff.post("/desk/newsletters/readers/", {"address": "hana@example.jp"}).content.decode()
    assert Entry.objects.filter(verb="look_up").count() == 1
    assert (
        someone("editor").client.post("/desk/newsletters/readers/", {"address": "hana@example.jp"}).status_code == 404
    )
    staff.post("/desk/newsletters/readers/end/", {"address": "hana@example.jp"})
    assert Reader.objects.get().ended_why == "desk"
