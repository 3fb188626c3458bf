"""What becomes of an entry and of a seat."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from kyodo.commons.actors.actions import (
    add_seat,
    confirm_actor,
    create_actor,
    edit_actor,
    list_actor,
    seat_person,
    vacate_seat,
    withdraw_actor,
)
from kyodo.commons.actors.models import Actor, Holding, Seat
from kyodo.commons.actors.queries import holder_of, is_stale, public_names, seats_of
from kyodo.commons.people.actions import end_consent, give_consent
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.models import SearchDocument
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.people import a_person
from tests.factories.places import a_ward

BY = {"by": SYSTEM, "channel": "web"}
SPRING = date(2026, 4, 1)
pytestmark = pytest.mark.django_db


def audit() -> list[tuple[str, dict[str, object]]]:
    return list(Entry.objects.filter(lane="actors").order_by("number").values_list("verb", "facts"))


def found() -> list[str]:
    return list(SearchDocument.objects.filter(kind="organization").values_list("key", flat=True))


def test_a_new_entry_is_not_public_until_it_is_listed() -> None:
    actor = create_actor(
        kind="civic_group", name="見本会", name_reading="ミホンカイ", wards=[a_ward()], fields=[a_field()], **BY
    )
    assert (actor.state, actor.listed_at, actor.sort_key, len(actor.slug), found()) == (
        "draft",
        None,
        "みほんかい",
        10,
        [],
    )
    actor = list_actor(actor=actor, **BY)
    assert (actor.state, found()) == ("listed", [actor.slug])
    assert actor.listed_at is not None
    actor = withdraw_actor(actor=actor, **BY)
    assert (actor.state, found()) == ("withdrawn", [])
    assert [verb for verb, _facts in audit()] == ["create", "list", "withdraw"]


def test_the_corporate_number_is_the_address_where_it_is_free() -> None:
    number = "8000020130001"
    actor = create_actor(kind="public_body", name="見本", corporate_number=number, **BY)
    assert actor.slug == number
    with pytest.raises(Conflict):
        create_actor(kind="public_body", name="見本二", corporate_number=number, **BY)
    assert Actor.objects.count() == 1


def test_an_edit_names_the_columns_in_the_audit_and_never_what_was_written() -> None:
    actor = create_actor(kind="civic_group", name="見本会", **BY)
    edit_actor(actor=actor, name="新見本会", phone="022-000-0000", wards=[a_ward()], **BY)
    actor.refresh_from_db()
    assert (actor.name, actor.name_key, actor.phone) == ("新見本会", "新見本会", "022-000-0000")
    assert audit()[-1] == ("edit", {"fields": ["name", "phone", "wards"]})


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    actor = create_actor(kind="civic_group", name="見本会", wards=[a_ward()], **BY)
    edit_actor(actor=actor, name="見本会", wards=[a_ward()], **BY)
    assert [verb for verb, _facts in audit()] == ["create"]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten() -> None:
    actor = create_actor(kind="civic_group", name="見本会", **BY)
    seen = actor.changed_at
    edit_actor(actor=actor, seen_at=seen, phone="022-000-0001", **BY)
    with pytest.raises(Conflict):
        edit_actor(actor=actor, seen_at=seen, phone="022-000-0002", **BY)
    assert Actor.objects.get().phone == "022-000-0001"


def test_confirming_says_today() -> None:
    actor = an_actor()
    confirm_actor(actor=actor, **BY)
    assert Actor.objects.get().confirmed_on == timezone.localdate()
    assert audit() == [("confirm", {"confirmed_on": timezone.localdate().isoformat()})]


@pytest.mark.parametrize(("days", "stale"), [(0, False), (365, False), (366, True)])
def test_a_year_makes_an_entry_stale(days: int, stale: bool) -> None:
    today = date(2026, 11, 23)
    assert is_stale(today - timedelta(days=days), today) is stale
    assert is_stale(None, today) is True


# --- seats ---------------------------------------------------------------------------------


def test_in_spring_the_seat_stays_and_the_person_changes() -> None:
    seat, before, after = a_seat(), a_person("前任"), a_person("後任")
    first = seat_person(seat=seat, person=before, since=date(2025, 4, 1), **BY)
    seat_person(seat=seat, person=after, since=SPRING, instead_of=first, **BY)
    assert holder_of(seat, date(2026, 3, 31)) == before
    assert holder_of(seat, SPRING) == after
    assert holder_of(seat, date(2025, 3, 31)) is None
    assert seats_of(before, SPRING) == []
    assert seats_of(after, SPRING) == [seat]
    assert [verb for verb, _facts in audit()] == ["seat", "vacate", "seat"]


def test_a_handover_can_be_prepared_before_the_day() -> None:
    seat, before, after = a_seat(), a_person("前任"), a_person("後任")
    today = timezone.localdate()
    first = seat_person(seat=seat, person=before, since=date(2020, 4, 1), **BY)
    seat_person(seat=seat, person=after, since=today + timedelta(days=30), instead_of=first, **BY)
    assert holder_of(seat) == before
    assert holder_of(seat, today + timedelta(days=30)) == after


def test_a_mistake_of_the_same_day_is_taken_back_and_gives_no_right() -> None:
    seat, wrong, right = a_seat(), a_person("違う人"), a_person("正しい人")
    first = seat_person(seat=seat, person=wrong, since=SPRING, **BY)
    seat_person(seat=seat, person=right, since=SPRING, instead_of=first, **BY)
    assert holder_of(seat, SPRING) == right
    assert seats_of(wrong, SPRING) == []
    assert Holding.objects.count() == 2


def test_seating_the_same_person_again_changes_nothing() -> None:
    seat, person = a_seat(), a_person()
    first = seat_person(seat=seat, person=person, since=SPRING, **BY)
    assert seat_person(seat=seat, person=person, since=date(2026, 5, 1), instead_of=first, **BY) == first
    assert Holding.objects.count() == 1


def test_who_saw_an_empty_seat_that_is_taken_by_now_is_told() -> None:
    seat = a_seat()
    seat_person(seat=seat, person=a_person("早い人"), since=SPRING, **BY)
    with pytest.raises(Conflict):
        seat_person(seat=seat, person=a_person("遅い人"), since=SPRING, instead_of=None, **BY)
    assert [h.person.name for h in Holding.objects.all()] == ["早い人"]


def test_a_day_before_the_present_holder_began_is_refused() -> None:
    seat = a_seat()
    first = seat_person(seat=seat, person=a_person(), since=SPRING, **BY)
    with pytest.raises(Unusable):
        seat_person(seat=seat, person=a_person("後任"), since=date(2026, 3, 31), instead_of=first, **BY)
    with pytest.raises(Unusable):
        vacate_seat(seat=seat, until=date(2026, 3, 31), **BY)
    assert Holding.objects.get().until is None


def test_a_past_term_is_not_overlapped() -> None:
    seat = a_seat()
    a_holding(seat, since=date(2024, 4, 1), until=date(2025, 4, 1))
    with pytest.raises(Unusable):
        seat_person(seat=seat, person=a_person("後任"), since=date(2025, 3, 31), **BY)
    seat_person(seat=seat, person=a_person("後任"), since=date(2025, 4, 1), **BY)


def test_a_vacated_seat_stays_and_nobody_holds_it() -> None:
    seat = a_seat()
    seat_person(seat=seat, person=a_person(), since=SPRING, **BY)
    vacate_seat(seat=seat, until=date(2026, 10, 1), **BY)
    assert holder_of(seat, date(2026, 10, 1)) is None
    with pytest.raises(Conflict):
        vacate_seat(seat=seat, until=date(2026, 10, 1), **BY)
    assert Seat.objects.filter(pk=seat.pk).exists()


def test_a_seat_of_one_title_is_there_once() -> None:
    actor = an_actor()
    add_seat(actor=actor, title="会長", **BY)
    with pytest.raises(Conflict):
        add_seat(actor=actor, title="会長", **BY)


def test_only_who_agreed_is_named_in_public_and_only_as_long() -> None:
    seat, person = a_seat(), a_person("公開 太郎")
    a_holding(seat, person, since=date(2020, 4, 1))
    assert public_names(seat.actor) == {}
    give_consent(person=person, purpose="public_name", **BY)
    assert public_names(seat.actor) == {seat.pk: "公開 太郎"}
    end_consent(person=person, purpose="public_name", **BY)
    assert public_names(seat.actor) == {}


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_who_seat_somebody_at_once_one_is_told() -> None:
    seat = a_seat()
    people = [a_person(f"候補{n}") for n in range(8)]
    start, results = threading.Barrier(len(people)), []

    def attempt(person: object) -> None:
        start.wait()
        try:
            seat_person(seat=seat, person=person, since=SPRING, **BY)
            results.append("seated")
        except Conflict:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["seated"] + ["told"] * 7
    assert Holding.objects.filter(seat=seat).count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_who_edit_the_same_entry_at_once_one_is_told() -> None:
    actor = create_actor(kind="civic_group", name="見本会", **BY)
    start, results = threading.Barrier(4), []

    def attempt(number: int) -> None:
        start.wait()
        try:
            edit_actor(actor=actor, seen_at=actor.changed_at, phone=f"022-000-000{number}", **BY)
            results.append("written")
        except Conflict:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[n]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["told", "told", "told", "written"]
