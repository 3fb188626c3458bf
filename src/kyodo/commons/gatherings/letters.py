"""What is written to those who signed up; all of it goes out by the one outbox."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kyodo.commons.asks.public import accountable
from kyodo.commons.gatherings.codes import token_of
from kyodo.commons.gatherings.models import Gathering, Registration
from kyodo.commons.gatherings.queries import place_name, standing_dates, whole
from kyodo.commons.gatherings.states import RegistrationState
from kyodo.commons.gatherings.words import date_and_hours
from kyodo.kernel.notices.actions import send

RECEIVED, REMINDER, CHANGED = "gatherings.received", "gatherings.reminder", "gatherings.changed"


def mine(registration: Registration) -> str:
    """Return the signed path of a registration's own page, in the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        slug = registration.sign_up.gathering.slug
        return reverse("gatherings:mine", args=[slug, token_of(registration.code)])


def when_words(gathering: Gathering) -> list[str]:
    """Return the dates of a gathering in words."""
    found = whole(Gathering.objects.filter(pk=gathering.pk)).get()
    return [date_and_hours(date) for date in standing_dates(found)]


def offer_words(gathering: Gathering, registration: Registration) -> str:
    """Return the question that is put when a place is free."""
    dates = when_words(gathering)
    lines = [
        _("A place for %(size)s people is free at “%(title)s”, for which you are on the waiting list.")
        % {"size": registration.size, "title": gathering.title},
        *dates[:5],
        _("Do you come? Until you answer, the place is kept for you."),
    ]
    return "\n".join(lines)


def _write(registration: Registration, kind: str, template: str, key: str, **context: Any) -> None:
    """Write to whoever is reached by mail or LINE; all others are phoned by the desk."""
    person = registration.person
    gathering = registration.sign_up.gathering
    if person is None or gathering.is_demo:
        return
    answers = accountable([_Addressed(registration.pk, person.pk)])[registration.pk]
    if not answers.ways:
        return
    (channel, address), *others = answers.ways
    with translation.override(settings.LANGUAGE_CODE):
        words = {
            "registration": registration, "gathering": gathering, "dates": when_words(gathering),
            "place": place_name(gathering), "url": settings.SITE_URL + mine(registration),
            "ics": f"{settings.SITE_URL}{reverse('gatherings:ics', args=[gathering.slug])}", **context,
        }  # fmt: skip
    send(
        key=f"registration:{registration.pk}:{key}", kind=kind, recipient=f"person:{person.pk}", channel=channel,
        address=address, other=others[0] if others else ("", ""), template=template,
        about=registration, context=words,
    )  # fmt: skip


class _Addressed:
    seat_id = None

    def __init__(self, pk: int, person_id: int):
        self.pk, self.person_id = pk, person_id


def tell_state(registration: Registration, why: str = "received") -> None:
    """Tell how a registration stands now: it came in (``received``), was ``drawn``, or was taken back (``over``)."""
    _write(registration, RECEIVED, "gatherings/notices/registration.txt", why, is_drawn=why == "drawn")


def tell_smaller(registration: Registration) -> None:
    """Confirm that one of several does not come."""
    _write(registration, RECEIVED, "gatherings/notices/smaller.txt", f"size{registration.size}")


def remind(registration: Registration) -> None:
    """Remind of a gathering that is near."""
    _write(registration, REMINDER, "gatherings/notices/reminder.txt", "reminder")


def write_to_guests(gathering: Gathering, *, key: str, kind: str, template: str, context: dict[str, Any]) -> int:
    """Write to everybody who had a place and is reached by mail, once for each ``key``; returns to how many groups.

    ``template`` stands in the room that writes. In the transaction of its cause.
    """
    found = Registration.objects.filter(sign_up=gathering.pk, state=RegistrationState.CONFIRMED, erased_at=None)
    registrations = list(found.select_related("person", "sign_up__gathering").order_by("pk"))
    for registration in registrations:
        _write(registration, kind, template, key, **context)
    return len(registrations)


def tell_off(registration: Registration, stamp: str) -> None:
    """Tell that a gathering does not take place."""
    _write(registration, CHANGED, "gatherings/notices/called_off.txt", f"off:{stamp}")


def tell_changed(registration: Registration, stamp: str) -> None:
    """Tell that a gathering was moved, or takes place after all."""
    _write(registration, CHANGED, "gatherings/notices/changed.txt", f"changed:{stamp}")
