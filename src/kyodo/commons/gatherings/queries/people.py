"""Reads about those who signed up. Only for who organizes the gathering, and each for their own registration."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from kyodo.commons.gatherings.lots import Told, told_of
from kyodo.commons.gatherings.models import (
    Accommodation,
    Gathering,
    Occurrence,
    Participant,
    Payment,
    Presence,
    Registration,
    SignUp,
)
from kyodo.commons.gatherings.signing import Room, closed_reason, room_left
from kyodo.commons.gatherings.states import HOLDING, STANDING, RegistrationState
from kyodo.commons.people.public import ContactKind


def with_people(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """Return registrations with all that their pages show; six queries more, whatever their number."""
    return registrations.select_related("sign_up__gathering", "person", "offer", "accommodation").prefetch_related(
        Prefetch("participants", Participant.objects.select_related("charge").order_by("number")),
        Prefetch("participants__presences", Presence.objects.order_by("pk")),
        "person__contact_points",
        Prefetch("payments", Payment.objects.select_related("taken_by").order_by("pk")),
    )


def of_gathering(gathering: Gathering) -> QuerySet[Registration]:
    """Return the registrations of a gathering in their order, with their people."""
    return with_people(Registration.objects.filter(sign_up=gathering.pk).order_by("line"))


def by_state(gathering: Gathering) -> dict[str, list[Registration]]:
    """Return the registrations of a gathering by where they stand, each in line."""
    groups: dict[str, list[Registration]] = {}
    for registration in of_gathering(gathering):
        groups.setdefault(registration.state, []).append(registration)
    return groups


def by_code(gathering: Gathering, code: str) -> Registration | None:
    """Return a registration of a gathering."""
    return with_people(Registration.objects.filter(sign_up=gathering.pk, code=code)).first()


def contact_of(registration: Registration, kind: str) -> str:
    """Return the mail address or the number of whoever signed up, as it was prefetched."""
    points = registration.person.contact_points.all() if registration.person else ()
    return next((point.value for point in points if point.kind == kind), "")


def phone_of(registration: Registration) -> str:
    """Return the number to call, or ""."""
    return contact_of(registration, ContactKind.PHONE)


def to_pay(registration: Registration) -> int:
    """Return what the group pays in all, in yen."""
    coming = (one for one in registration.participants.all() if not one.is_out)
    return sum(one.charge.amount for one in coming if one.charge)


def paid(registration: Registration) -> int:
    """Return what was taken of a group so far."""
    return sum(payment.amount for payment in registration.payments.all())


def before_in_line(registration: Registration) -> int:
    """Return how many groups wait before one that waits."""
    waiting = Registration.objects.filter(sign_up=registration.sign_up_id, state=RegistrationState.WAITING)
    return waiting.filter(line__lt=registration.line).count()


@dataclass(frozen=True)
class Door:
    """What everybody may know of a sign-up: whether it is open, why not, and how much room there is in words."""

    sign_up: SignUp
    closed: str
    room: Room
    draw: Told | None = None

    @property
    def is_open(self) -> bool:
        return not self.closed


def door_of(gathering: Gathering, at: datetime) -> Door | None:
    """Return how one signs up for a gathering; None where it has no sign-up here. Two or three queries."""
    sign_up = getattr(gathering, "sign_up", None)
    if sign_up is None:
        return None
    has_line = sign_up.registrations.filter(state=RegistrationState.WAITING).exists()
    return Door(sign_up, closed_reason(sign_up, at), room_left(sign_up, has_line=has_line), told_of(sign_up))


# --- figures ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """How many people and groups stand where."""

    people: dict[str, int]
    groups: dict[str, int]
    wishes: dict[str, int]
    present: dict[int, int]
    taken: int

    @property
    def coming(self) -> int:
        """People who hold a place."""
        return sum(self.people.get(state, 0) for state in HOLDING)

    @property
    def waiting(self) -> int:
        """People in line."""
        return self.people.get(RegistrationState.WAITING, 0)


def figures(gathering: Gathering) -> Figures:
    """Return the figures of a gathering; four queries."""
    found = Registration.objects.filter(sign_up=gathering.pk).order_by()
    rows = list(found.values_list("state").annotate(n=Count("pk"), people=Sum("size")))
    wishes: Counter[str] = Counter()
    standing = Accommodation.objects.filter(registration__sign_up=gathering.pk, registration__state__in=STANDING)
    for kinds in standing.values_list("wishes", flat=True):
        wishes.update(kinds)
    kept = SignUp.objects.filter(pk=gathering.pk).values_list("wish_counts", flat=True).first()
    wishes.update(kept or {})
    came = Presence.objects.filter(occurrence__gathering=gathering).order_by()
    taken = Payment.objects.filter(registration__sign_up=gathering.pk).aggregate(n=Sum("amount"))["n"]
    return Figures(
        people={state: people or 0 for state, _n, people in rows},
        groups={state: n for state, n, _people in rows},
        wishes=dict(wishes),
        present=dict(came.values_list("occurrence__number").annotate(n=Count("pk"))),
        taken=taken or 0,
    )


def came_at_all(gathering: Gathering) -> int:
    """Return how many people came to at least one date."""
    return Presence.objects.filter(occurrence__gathering=gathering).values("participant").distinct().count()


# --- the list at the door ----------------------------------------------------------------------


@dataclass(frozen=True)
class Expected:
    """One line of the list at the door."""

    participant: Participant
    registration: Registration
    is_present: bool

    @property
    def name(self) -> str:
        """The name, or of whom this one is the companion."""
        return self.participant.name

    @property
    def reading(self) -> str:
        """By what the list is ordered: the own reading, else that of whoever signed up."""
        person = self.registration.person
        return self.participant.reading or (person.name_reading if person else "")


def expected(gathering: Gathering, occurrence: Occurrence | None) -> list[Expected]:
    """Return everybody who has a place, by reading; those without one come last, by name."""
    registrations = of_gathering(gathering).filter(state=RegistrationState.CONFIRMED)
    lines = [
        Expected(one, registration, _came(one, occurrence))
        for registration in registrations
        for one in registration.participants.all()
        if not one.is_out
    ]
    return sorted(
        lines, key=lambda line: (not line.reading, line.reading, line.registration.number, line.participant.number)
    )


def _came(participant: Participant, occurrence: Occurrence | None) -> bool:
    return occurrence is not None and any(
        presence.occurrence_id == occurrence.pk for presence in participant.presences.all()
    )


def date_at(gathering: Gathering, number: int | None, at: datetime) -> Occurrence | None:
    """Return a date by its number, else the one that is on or comes next, else the last."""
    dates = [date for date in gathering.occurrences.all() if not date.is_cancelled]
    chosen = next((date for date in dates if date.number == number), None)
    coming = next((date for date in dates if date.ends_at > at), None)
    return chosen or coming or (dates[-1] if dates else None)


# --- what comes due ----------------------------------------------------------------------------


def to_remind(until: datetime) -> QuerySet[Registration]:
    """Return who has a place at a gathering whose first date begins before a moment and was not reminded yet."""
    now = timezone.now()
    dates = Occurrence.objects.filter(gathering=OuterRef("sign_up"), is_cancelled=False)
    near = dates.filter(starts_at__gt=now, starts_at__lte=until)
    begun = dates.filter(starts_at__lte=now)
    found = Registration.objects.filter(
        Exists(near), ~Exists(begun), state=RegistrationState.CONFIRMED, reminded_at=None, erased_at=None,
        sign_up__gathering__state="published",
    )  # fmt: skip
    return found.select_related("sign_up__gathering", "person").order_by("pk")


def over_since(before: datetime) -> QuerySet[Gathering]:
    """Return gatherings with a sign-up whose last date ended before a moment."""
    found = Gathering.objects.filter(sign_up__isnull=False).annotate(last=Max("occurrences__ends_at"))
    return found.filter(Q(last__lt=before) | Q(last=None, made_at__lt=before)).order_by("pk")


def out_of_step() -> Iterable[str]:
    """Yield a line for each sign-up whose count is not the number of people who hold a place."""
    held = Registration.objects.filter(state__in=HOLDING).order_by().values_list("sign_up").annotate(n=Sum("size"))
    counted: dict[Any, int] = dict(held)
    for pk, slug, taken in SignUp.objects.values_list("pk", "gathering__slug", "taken"):
        if taken != counted.get(pk, 0):
            yield f"events: {slug} counts {taken} places given away, and {counted.get(pk, 0)} people hold one"
    sizes = Participant.objects.filter(is_out=False).order_by().values_list("registration").annotate(n=Count("pk"))
    known = dict(sizes)
    for pk, code, size in Registration.objects.exclude(state=RegistrationState.CANCELLED).values_list(
        "pk", "code", "size"
    ):
        if size != known.get(pk, 0):
            yield f"events: registration {code} says {size} people and names {known.get(pk, 0)}"
