"""Booking a time: by anybody without an account, by staff for a caller, never twice, never too late for the slip."""

import subprocess
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kyodo.center.consultations.actions import appointments, people
from kyodo.center.consultations.actions.sheets import confirm_sheet
from kyodo.center.consultations.clockwork import remind
from kyodo.center.consultations.codes import OWN
from kyodo.center.consultations.models import Appointment, Consultant, Consultation, TakenQuarter
from kyodo.center.consultations.queries.one import told
from kyodo.center.consultations.queries.times import next_times
from kyodo.commons.places.public import Desk
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import verify
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.idempotency.keys import FIELD, new_key
from kyodo.kernel.notices.models import Notice
from tests.factories.consultations import (
    BY,
    MONDAY,
    a_booked,
    a_consultant,
    a_consultation,
    a_place_with_desk,
    a_service,
    a_theme,
)
from tests.factories.places import a_desk
from tests.support.threads import all_at_once

TYPED = {"words": "学習支援を始めたい", "name": "川平 ひかる", "phone": "０９０ー００００ー１２３４", "mail": ""}
CHOSEN = "theme=starting&service=saposen&way=counter"


def paper(answer: Any) -> str:
    """Return what a sheet says."""
    assert answer.headers["Content-Type"] == "application/pdf"
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.content, capture_output=True, check=True
    ).stdout.decode()


@pytest.mark.django_db
def test_anybody_books_a_time_in_three_steps_moves_it_and_cancels_it(visitor: Client) -> None:
    with time_machine.travel(MONDAY):
        service, theme = a_service(), a_theme()
        a_consultant(service.desk)
        page = visitor.get("/consult/").content.decode()
        assert (theme.name in page, service.name in page) == (True, True)
        Desk.objects.filter(pk=service.desk_id).update(phone="022-000-3010")
        assert f'{service.desk} <a href="tel:022-000-3010">' in visitor.get("/consult/").text
        assert visitor.get("/consult/times/?theme=starting").status_code == 422
        times = visitor.get(f"/consult/times/?{CHOSEN}").content.decode()
        assert "2026年12月7日" in times
        assert "2026年12月9日" not in times  # the second Wednesday, on which the place is closed
        at = "2026-12-07T10:00:00%2B09:00"
        form = {**TYPED, FIELD: new_key()}
        short = visitor.post(f"/consult/new/?{CHOSEN}&at={at}", {**form, "phone": ""})
        assert (short.status_code, "学習支援を始めたい" in short.content.decode()) == (422, True)
        answer = visitor.post(f"/consult/new/?{CHOSEN}&at={at}", form)
        again = visitor.post(f"/consult/new/?{CHOSEN}&at={at}", form)
        assert (answer.status_code, answer["Location"]) == (302, again["Location"])
        booked = Appointment.objects.get()
        own = f"/consult/r/{booked.consultation.code}/{OWN.of(booked.consultation.code)}/"
        assert answer["Location"] == own
        assert told(booked.consultation).phone == "090-0000-1234"
        assert TakenQuarter.objects.count() == 4
        page = visitor.get(own).content.decode()
        assert [word in page for word in ("予約しました", booked.consultation.code, "10:00", "ひかる")] == [
            True,
            True,
            True,
            False,
        ]
        assert "10:00<" not in visitor.get(f"/consult/times/?{CHOSEN}").content.decode().split("2026年12月8日")[0]
        assert "学習支援を始めたい" in paper(visitor.get(f"{own}slip/"))
        assert visitor.post(f"{own}confirm/").status_code == 302
        visitor.post(f"{own}move/", {"at": "2026-12-08T11:00:00+09:00"})
        booked.refresh_from_db()
        assert (booked.starts_at.isoformat(), booked.confirmed_at is not None) == ("2026-12-08T02:00:00+00:00", True)
        assert sorted(TakenQuarter.objects.values_list("at__day", flat=True)) == [8, 8, 8, 8]
        visitor.post(f"{own}cancel/")
        booked.refresh_from_db()
        assert (booked.state, Consultation.objects.get().state, TakenQuarter.objects.count()) == (
            "cancelled",
            "withdrawn",
            0,
        )
        assert [visitor.get(own.replace(own[-3:-1], "xx")).status_code, visitor.get(f"{own}sheet/").status_code] == [
            404,
            404,
        ]
        assert list(verify()) == []


@pytest.mark.django_db
def test_who_lost_the_link_comes_back_by_number_and_contact_and_nobody_else_does(visitor: Client) -> None:
    with time_machine.travel(MONDAY):
        service = a_service()
        a_consultant(service.desk)
        code = a_booked(service, phone="022-000-3333").consultation.code
        right = visitor.post(
            "/consult/r/", {"code": code.lower(), "contact": "０２２ ０００ ３３３３".replace(" ", "-")}
        )
        wrong = visitor.post(f"/consult/r/{code}/", {"code": code, "contact": "022-000-4444"})
        absent = visitor.post("/consult/r/", {"code": "AAAAAA", "contact": "022-000-3333"})
        assert [wrong.status_code, absent.status_code] == [422, 422]
        assert right["Location"] == f"/consult/r/{code}/{OWN.of(code)}/"
        guesses = [visitor.post("/consult/r/", {"code": code, "contact": str(n)}).status_code for n in range(20)]
        assert guesses[-1] == 429


@pytest.mark.django_db
def test_the_required_consultation_needs_its_slip_four_days_before_and_gets_a_numbered_sheet(visitor: Client) -> None:
    with time_machine.travel(MONDAY) as clock:
        desk = a_place_with_desk()
        city = a_desk("市民協働推進課")
        service = a_service(
            desk, "ppj", name="事前相談", days_before=4, is_required=True, slip_to=city,
            theme=a_theme("grant", "助成金"), ways=["counter", "meeting"],
        )  # fmt: skip
        keeper = a_consultant(desk)
        assert min(slot.starts_at.date() for slot in next_times(service)) == date(2026, 12, 11)
        monday = next_times(service)[0].starts_at - timedelta(days=1)
        with pytest.raises(Unusable, match="4日前"):
            a_booked(service, starts_at=monday)
        with pytest.raises(Unusable, match="4日前"):
            appointments.add_appointment(
                consultation=a_consultation(desk), service=service, way="counter", starts_at=monday, **BY
            )
        booked = a_booked(service, body="見本の会", theme=a_theme())
        assert booked.slip_on == date(2026, 12, 7)
        with pytest.raises(Unusable, match="済んでから"):
            confirm_sheet(appointment=booked, **BY)
        clock.move_to(booked.starts_at)
        appointments.come(appointment=booked, **BY)
        page = f"/desk/consultations/appointments/{booked.pk}/"
        for _twice in range(2):
            keeper.client.post(f"{page}confirm-sheet/")
        sheet = paper(keeper.client.get(f"{page}sheet/")).replace(" ", "")
        shown = ("2026-0001", "見本の会", "令和8年12月11日", "助成金のこと")
        assert [word in sheet for word in shown] == [True, True, True, False]
        code = booked.consultation.code
        assert "2026-0001" in paper(visitor.get(f"/consult/r/{code}/{OWN.of(code)}/sheet/"))
        other = a_booked(service)
        clock.move_to(other.starts_at)
        appointments.come(appointment=other, **BY)
        assert str(confirm_sheet(appointment=other, **BY)) == "2026-0002"


@pytest.mark.django_db
def test_staff_write_down_a_call_in_one_form_and_find_a_time_with_one_press() -> None:
    with time_machine.travel(MONDAY):
        service = a_service()
        keeper = a_consultant(service.desk)
        form = {"came": "phone", "theme": a_theme().pk, "desk": service.desk.pk, "phone": "022-111-2222", "go": "book"}
        answer = keeper.client.post("/desk/consultations/new/", {**form, FIELD: new_key()})
        code = Consultation.objects.get().code
        assert answer["Location"] == f"/desk/consultations/{code}/book/"
        page = keeper.client.get(answer["Location"]).content.decode()
        assert 'value="2026-12-07T10:00:00+09:00"' in page
        keeper.client.post(answer["Location"], {"at": "2026-12-07T10:00:00+09:00"})
        assert Appointment.objects.get().starts_at.isoformat() == "2026-12-07T01:00:00+00:00"
        empty = keeper.client.post("/desk/consultations/new/", {**form, "phone": "", FIELD: new_key()})
        assert (empty.status_code, "どちらかを書いて" in empty.content.decode()) == (422, True)


@pytest.mark.django_db
def test_letters_say_when_and_where_and_nothing_else_and_one_reminder_goes_out() -> None:
    with time_machine.travel(MONDAY):
        service = a_service()
        a_consultant(service.desk)
        booked = a_booked(
            service, mail="hikaru@example.jp", phone="", words="夫の借金", name="川平 ひかる", starts_at=None
        )
        booked = appointments.move_appointment(appointment=booked, starts_at=booked.starts_at + timedelta(days=1), **BY)
        assert [remind(), remind()] == ["1 reminders", "1 reminders"]
        letters = list(Notice.objects.order_by("pk").values_list("kind", "state", "body"))
        assert [(kind.split(".")[1], state) for kind, state, _body in letters] == [
            ("appointment", "withdrawn"), ("appointment", "queued"), ("reminder", "queued"),
        ]  # fmt: skip
        text = str(list(Notice.objects.values()))
        assert [word for word in ("借金", "ひかる", "活動を始めたい") if word in text] == []
        assert "12月8日" in letters[2][2]
        appointments.cancel(appointment=booked, **BY)
        assert Notice.objects.get(kind="consultations.reminder").state == "withdrawn"


@pytest.mark.django_db
def test_a_consultant_who_is_away_or_gone_has_no_time(visitor: Client) -> None:
    with time_machine.travel(MONDAY):
        service = a_service()
        keeper, _theme = a_consultant(service.desk), a_theme()
        consultant = Consultant.objects.get()
        people.be_away(consultant=consultant, on=date(2026, 12, 7), **BY)
        assert next_times(service)[0].starts_at.date() == date(2026, 12, 8)
        people.be_there(consultant=consultant, on=date(2026, 12, 7), **BY)
        assert next_times(service)[0].starts_at.date() == date(2026, 12, 7)
        keeper.person.grants.update(until=timezone.now())
        assert next_times(service) == []
        assert "時間を一緒に決めます" in visitor.get(f"/consult/times/?{CHOSEN}").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_many_who_want_one_time_get_as_many_as_there_are_consultants() -> None:
    with time_machine.travel(MONDAY, tick=True):
        service, theme = a_service(), a_theme()
        for _number in range(2):
            a_consultant(service.desk, hours=(10, 11))
        at = next_times(service)[0].starts_at

        def act(n: int) -> Any:
            return a_booked(service, starts_at=at, theme=theme, phone=f"022-000-{n:04}")

        answers = all_at_once(8, act)
    lost = [answer for answer in answers if isinstance(answer, Conflict)]
    assert (len(lost), [a for a in answers if isinstance(a, Exception) and a not in lost]) == (6, [])
    assert (Appointment.objects.count(), TakenQuarter.objects.count(), Consultation.objects.count()) == (2, 8, 2)
    assert len(set(TakenQuarter.objects.values_list("consultant", "at"))) == 8
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_of_two_who_move_to_one_time_one_keeps_what_they_had() -> None:
    with time_machine.travel(MONDAY, tick=True):
        service = a_service()
        a_consultant(service.desk, hours=(10, 13))
        slots = [slot.starts_at for slot in next_times(service)[:3]]
        held = [a_booked(service, starts_at=at) for at in slots[:2]]

        def act(n: int) -> Any:
            mine = Appointment.objects.get(pk=held[n].pk)
            return appointments.move_appointment(appointment=mine, starts_at=slots[2], **BY)

        answers = all_at_once(2, act)
    assert sorted(type(answer).__name__ for answer in answers) == ["Appointment", "Conflict"]
    assert TakenQuarter.objects.count() == 8
    for one in Appointment.objects.all():
        assert sorted(one.quarters.values_list("at", flat=True))[0] == one.starts_at
    assert Entry.objects.filter(verb="move").count() == 1
