from functools import cache

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kyodo.center.bookings.models.resources import Resource
from kyodo.center.bookings.models.users import Party
from kyodo.center.bookings.states import BookingState, Channel, Purpose, WaitState
from kyodo.commons.actors.public import Seat
from kyodo.commons.people.public import Person
from kyodo.kernel.text.letters import new_code


class Series(models.Model):
    """Bookings that were asked for together: every week, or every month on the same weekday."""

    code = models.CharField(_("number"), max_length=6, unique=True, default=new_code, editable=False)
    #: In the government's notation (``0We`` every Wednesday, ``2Tu`` every second Tuesday of the month).
    repeat = models.CharField(_("repeats"), max_length=20)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("booking", "series")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code


class Booking(models.Model):
    """Somebody has a resource from ``starts_at`` up to but not including ``ends_at``.

    A row without ``party`` keeps the resource from everybody (``is_block``: maintenance). ``moved_from`` is the
    booking whose place this one took. ``exception_reason`` says why staff went beyond the conditions.
    ``held_until`` is compared by the database's clock, and stays where nobody ever confirmed.
    """

    # What is indexed below is not indexed twice: a booking is written often, and each index is a page more to write.
    code = models.CharField(_("number"), max_length=6, default=new_code, editable=False)
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, db_index=False, related_name="bookings",
        verbose_name=pgettext_lazy("booking", "resource"),
    )  # fmt: skip
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    #: How many units of equipment or of yearly things.
    count = models.SmallIntegerField(_("how many"), default=1)
    is_block = models.BooleanField(_("closed for everybody"), default=False)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="bookings"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.MEETING)
    title = models.CharField(pgettext_lazy("booking", "what for, in a few words"), max_length=80, blank=True)
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    layout = models.CharField(_("layout"), max_length=30, blank=True)
    note = models.CharField(pgettext_lazy("booking", "note to the counter"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=BookingState, default=BookingState.HELD)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    series = models.ForeignKey(
        Series, on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="bookings"
    )
    moved_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel)
    exception_reason = models.CharField(_("reason of the exception"), max_length=200, blank=True)
    cancelled_reason = models.CharField(_("why it was cancelled"), max_length=200, blank=True)
    #: The house gave the reason (a broken heater): then nothing stays due.
    by_house = models.BooleanField(_("cancelled for a reason of the house"), default=False)
    #: On which day it was cancelled: it decides what stays due.
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "booking")
        verbose_name_plural = pgettext_lazy("noun", "bookings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="booking_code"),
            models.UniqueConstraint(
                fields=["moved_from"], condition=Q(moved_from__isnull=False), name="booking_moved_once"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_forward"),
            models.CheckConstraint(condition=Q(is_block=True) | Q(party__isnull=False), name="booking_is_of_somebody"),
            models.CheckConstraint(
                condition=~Q(state=BookingState.HELD) | Q(held_until__isnull=False), name="booking_held_until"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="booking_count"),
            models.CheckConstraint(
                condition=Q(by_house=False) | Q(state=BookingState.CANCELLED), name="booking_by_house"
            ),
        ]
        indexes = [
            models.Index(fields=["resource", "starts_at"], name="booking_of_resource"),
            models.Index(fields=["party", "starts_at"], name="booking_of_party"),
            models.Index(fields=["starts_at"], name="booking_by_start"),
            models.Index(fields=["held_until"], condition=Q(state=BookingState.HELD), name="booking_held"),
            models.Index(fields=["seat"], condition=Q(seat__isnull=False), name="booking_of_seat"),
            models.Index(fields=["series"], condition=Q(series__isnull=False), name="booking_of_series"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return _page_of(get_language()).replace(_ANY, self.code)


#: A number of no booking, of letters that stand in an address as they are.
_ANY = "XXXXXX"


@cache
def _page_of(language: str | None) -> str:
    """Return the address of a booking's page in a language: found once."""
    return reverse("bookings:booking", args=[_ANY])


class Extra(models.Model):
    """Equipment that goes with a booking; its units are taken by the same cells."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="extras")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(_("how many"), default=1)

    class Meta:
        verbose_name = _("equipment of a booking")
        ordering = ["booking", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "resource"], name="extra_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="extra_count"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} × {self.count}"


class Wait(models.Model):
    """Somebody who would take a period if it became free. Who is asked first is drawn, never the fastest."""

    code = models.CharField(_("number"), max_length=6, unique=True, default=new_code, editable=False)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="waits")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="waits")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.MEETING)
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=WaitState, default=WaitState.WAITING)
    booking = models.OneToOneField(Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="wait")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("place on the waiting list")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="wait_forward"),
            models.UniqueConstraint(
                fields=["resource", "starts_at", "ends_at", "party"],
                condition=Q(state__in=(WaitState.WAITING, WaitState.OFFERED)),
                name="wait_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "resource", "starts_at"], name="wait_for_resource")]

    def __str__(self) -> str:
        return self.code
