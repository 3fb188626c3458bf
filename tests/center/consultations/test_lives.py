"""Lives of consultations and appointments: every verb from every state does what its table says, and no more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from kyodo.center.consultations.actions import appointments, consultations, handing, notes
from kyodo.center.consultations.models import Appointment, Consultation, FollowUp, TakenQuarter
from kyodo.center.consultations.queries.times import next_times
from kyodo.center.consultations.states import APPOINTMENT, CONSULTATION
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.sealed.keys import opened
from kyodo.kernel.sealed.models import RecordKey
from tests.factories.consultations import (
    BY,
    MONDAY,
    a_booked,
    a_consultant,
    a_consultation,
    a_place_with_desk,
    a_service,
)

pytestmark = pytest.mark.django_db
VERBS: dict[str, Callable[..., Any]] = {
    "begin": consultations.begin,
    "hand_on": lambda **k: handing.hand_on(
        to="desk", desk=DESKS[-1], consented_on=today(), consent_channel="phone", words="続きをお願いします", **k
    ),
    "close": lambda **k: consultations.close(outcome="answered", **k),
    "withdraw": consultations.withdraw,
    "reopen": consultations.reopen,
    "erase": consultations.erase,
}
DESKS: list[Any] = []
#: How one comes to each state from the beginning.
PATHS = {
    "waiting": (),
    "open": ("begin",),
    "closed": ("close",),
    "withdrawn": ("withdraw",),
    "erased": ("close", "erase"),
}


def test_every_verb_of_a_consultation_from_every_state() -> None:
    desk = a_place_with_desk()
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        DESKS.append(a_place_with_desk("青葉区 まちづくり推進課"))
        a_consultant(DESKS[-1])
    seen = {}
    for state, path in PATHS.items():
        for verb, act in VERBS.items():
            one = a_consultation(desk)
            for step in path:
                VERBS[step](consultation=one, **BY)
                one.refresh_from_db()
            assert one.state == state
            try:
                act(consultation=one, **BY)
            except Conflict:
                continue
            seen[state, verb] = Consultation.objects.get(pk=one.pk).state
    assert seen == {(s, t.verb): t.to for t in CONSULTATION.transitions for s in t.sources}


def test_every_verb_of_an_appointment_from_every_state() -> None:
    with time_machine.travel(MONDAY) as clock:
        service = a_service()
        a_consultant(service.desk)
        acts: dict[str, Callable[..., Any]] = {
            "move": lambda **k: appointments.move_appointment(starts_at=later.starts_at, **k),
            "come": appointments.come, "miss": appointments.miss, "cancel": appointments.cancel,
            "correct": appointments.correct,
        }  # fmt: skip
        paths = {"booked": (), "came": ("come",), "missed": ("miss",), "cancelled": ("cancel",)}
        seen = {}
        for state, path in paths.items():
            for verb, act in acts.items():
                clock.move_to(timezone.now())
                one = a_booked(service)
                later = next_times(service)[-1]
                if path or verb in ("come", "miss"):
                    clock.move_to(one.ends_at)
                for step in path:
                    acts[step](appointment=one, **BY)
                    one.refresh_from_db()
                assert one.state == state
                try:
                    act(appointment=one, **BY)
                except Conflict:
                    continue
                seen[state, verb] = Appointment.objects.get(pk=one.pk).state
    assert seen == {(s, t.verb): t.to for t in APPOINTMENT.transitions for s in t.sources}


def test_an_appointment_ahead_neither_took_place_nor_was_missed_and_keeps_its_consultation_open() -> None:
    with time_machine.travel(MONDAY):
        service = a_service()
        a_consultant(service.desk)
        booked = a_booked(service, starts_at=None)
        appointments.move_appointment(appointment=booked, starts_at=booked.starts_at + timedelta(days=1), **BY)
        booked.refresh_from_db()
        for act in (appointments.come, appointments.miss):
            with pytest.raises(Unusable, match="当日"):
                act(appointment=booked, **BY)
        with pytest.raises(Unusable, match="予約"):
            consultations.close(consultation=booked.consultation, outcome="answered", **BY)
        appointments.cancel(appointment=booked, **BY)
        with pytest.raises(Conflict, match="開き直して"):
            appointments.add_appointment(
                consultation=booked.consultation, service=service, way="counter", starts_at=booked.starts_at, **BY
            )
        assert Consultation.objects.get().state == "withdrawn"
        assert TakenQuarter.objects.count() == 0


def test_erasing_shreds_the_key_and_leaves_what_figures_are_made_of() -> None:
    one = a_consultation(words="夫のことで", came="counter")
    note = notes.write_note(consultation=one, text="弁護士会を案内した", **BY)
    notes.plan_follow_up(consultation=one, due_on=today(), what="電話する", **BY)
    key, words = one.key, one.words
    with pytest.raises(Conflict):
        consultations.erase(consultation=one, **BY)
    consultations.close(consultation=one, outcome="handed_on", **BY)
    assert FollowUp.objects.filter(done_at=None).count() == 0
    consultations.erase(consultation=one, **BY)
    one.refresh_from_db()
    note.refresh_from_db()
    assert (one.state, one.key) == ("erased", None)
    assert [bool(text) for text in (one.words, one.phone, note.text)] == [False, False, False]
    assert (one.outcome, one.channel, one.theme.slug) == ("handed_on", "counter", "starting")
    assert (RecordKey.objects.count(), opened(RecordKey.objects.filter(pk=key.pk).first(), words)) == (0, "")
    with pytest.raises(Conflict, match="消去"):
        notes.write_note(consultation=one, text="もう書けない", **BY)
    facts = str(list(Entry.objects.filter(lane="consultations").values_list("facts", flat=True)))
    assert [word for word in ("夫", "弁護士", "電話する") if word in facts] == []
