"""One consultation: what its page shows, opened with its key, and the way of whoever came with it."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kyodo.center.consultations.codes import OWN
from kyodo.center.consultations.models import Appointment, Consultation
from kyodo.center.consultations.states import AppointmentState
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Desk
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.audit.record import kind_of
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who
from kyodo.kernel.sealed.keys import opened
from kyodo.kernel.sealed.models import RecordKey
from kyodo.kernel.trail.walk import Stop, doors, forward

READS_SHOWN = 20


def has_coming(consultation: Consultation) -> bool:
    """Say whether an appointment is booked and nobody has said yet how it went."""
    return Appointment.objects.filter(consultation=consultation, state=AppointmentState.BOOKED).exists()


def key_of(consultation: Consultation) -> RecordKey:
    """Return the key of a consultation, held until the transaction ends. Raises ``Conflict`` when it was erased."""
    held = Consultation.objects.select_for_update(of=("self",)).select_related("key").get(pk=consultation.pk)
    if held.key is None:
        raise Conflict(_("This consultation was erased. Nothing can be written to it any more."))
    return held.key


@cache
def _own(language: str) -> str:
    with translation.override(language):
        return reverse("consultations:own", args=["CODE", "TOKEN"])


def own_address(code: str) -> str:
    """Return the path of the page that belongs to whoever holds a receipt, in the site's first language."""
    return _own(settings.LANGUAGE_CODE).replace("CODE", code).replace("TOKEN", OWN.of(code))


def place_words(desk: Desk) -> str:
    """Return where a desk is, in a few words."""
    facility = desk.facility
    if facility is None or not facility.is_public:
        return desk.name
    return "、".join(part for part in (desk.name, facility.name, facility.address) if part)


@dataclass(frozen=True)
class Told:
    """What was told, opened."""

    name: str
    body: str
    phone: str
    mail: str
    words: str


@dataclass(frozen=True)
class Line:
    """A note, a follow-up or a handing on, opened, for a page."""

    pk: int
    at: datetime | date
    text: str
    by: str = ""
    thing: Any = None


def told(consultation: Consultation) -> Told:
    """Return what was told. The caller writes down that it is read (``actions.read_consultation``)."""
    key = consultation.key
    return Told(*(opened(key, getattr(consultation, name)) for name in ("name", "body", "phone", "mail", "words")))


def notes_of(consultation: Consultation) -> list[Line]:
    """Return the notes, the last first; one query."""
    rows = consultation.notes.select_related("by").order_by("-at", "-pk")
    return [Line(row.pk, row.at, opened(consultation.key, row.text), str(row.by or ""), row) for row in rows]


def follow_ups_of(consultation: Consultation) -> list[Line]:
    """Return what is to be done and what was, open ones first; one query."""
    rows = sorted(consultation.follow_ups.all(), key=lambda row: (row.done_at is not None, row.due_on, row.pk))
    return [Line(row.pk, row.due_on, opened(consultation.key, row.what), "", row) for row in rows]


def handings_on_of(consultation: Consultation) -> list[Line]:
    """Return to whom it was handed on; one query."""
    rows = consultation.handings_on.select_related("desk", "by")
    return [
        Line(row.pk, row.consented_on, opened(consultation.key, row.words), opened(consultation.key, row.whom), row)
        for row in rows
    ]


def reads_of(consultation: Consultation) -> list[tuple[datetime, str, str]]:
    """Return the last readings: when, who, and why where they were not of the desk; two queries."""
    rows = Entry.objects.filter(kind=kind_of(consultation), thing=str(consultation.pk), verb="read").order_by("-number")
    found = list(rows[:READS_SHOWN])
    keys = {row.by.removeprefix("person:") for row in found}
    people = {str(p.pk): str(p) for p in Person.objects.filter(pk__in=[key for key in keys if key.isdigit()])}
    return [(row.at, people.get(row.by.removeprefix("person:"), row.by), row.facts.get("why", "")) for row in found]


def became_of(who: Who, consultation: Consultation) -> list[Stop]:
    """Return what grew out of a consultation, as somebody may see it."""
    return forward(consultation, who)


def ways_on(who: Who, consultation: Consultation) -> list[tuple[Any, str]]:
    """Return (words, address) of what other rooms let grow out of a consultation."""
    return doors(consultation, who)


def by_receipt(code: str) -> Consultation | None:
    """Return a consultation by its receipt number, with its desk, service and key."""
    found = Consultation.objects.select_related("desk__facility", "service__slip_to", "service__desk", "theme", "key")
    return found.filter(code=code).first()


def fits(consultation: Consultation, contact: str) -> bool:
    """Say whether a phone number or mail address is the one that was left, in whatever width it is typed."""
    left = told(consultation)
    plain = _plain(contact)
    return bool(plain) and plain in (_plain(left.phone), _plain(left.mail))


def _plain(contact: str) -> str:
    folded = unicodedata.normalize("NFKC", contact).strip().casefold()
    return folded if "@" in folded else "".join(sign for sign in folded if sign.isdigit())
