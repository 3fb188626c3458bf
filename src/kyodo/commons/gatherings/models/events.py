from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, Field
from kyodo.commons.gatherings.states import Attendance, GatheringKind, GatheringState
from kyodo.commons.places.public import Facility, Ward


class Gathering(models.Model):
    """Something that people come to, on one date or on several. Contacts are the body's own, never a person's."""

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(pgettext_lazy("gathering", "title"), max_length=150)
    title_reading = models.CharField(_("title in kana"), max_length=250, blank=True)
    title_latin = models.CharField(_("title in English"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=GatheringKind, default=GatheringKind.EVENT)
    description = models.TextField(_("what it is about"), blank=True)
    fields = models.ManyToManyField(Field, blank=True, related_name="gatherings", verbose_name=_("fields of activity"))
    #: The organizer is an organization of the directory, or a body that is only named.
    organizer = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings", verbose_name=_("organizer")
    )
    organizer_name = models.CharField(_("organizer in words"), max_length=150, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=GatheringState, default=GatheringState.DRAFT)
    cancelled_reason = models.CharField(_("why it does not take place"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)

    attendance = models.CharField(
        pgettext_lazy("gathering", "how to take part"), max_length=10, choices=Attendance, default=Attendance.ONSITE
    )
    place = models.ForeignKey(
        Facility, on_delete=models.SET_NULL, null=True, blank=True, related_name="gatherings",
        verbose_name=pgettext_lazy("facility", "place"),
    )  # fmt: skip
    place_name = models.CharField(_("place in words"), max_length=150, blank=True)
    #: The ward of a place that is only named; a place of the directory has its own.
    ward = models.ForeignKey(
        Ward, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings", verbose_name=_("ward")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    building = models.CharField(_("building and room"), max_length=150, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    access = models.TextField(_("how to get there"), blank=True)
    parking = models.CharField(_("parking"), max_length=300, blank=True)
    online_url = models.URLField(_("address of the online meeting"), blank=True)
    dates_text = models.CharField(_("remarks about the dates"), max_length=300, blank=True)

    audience = models.CharField(_("for whom"), max_length=300, blank=True)
    #: None: nobody said.
    is_free = models.BooleanField(_("free of charge"), null=True, blank=True)
    fee_text = models.CharField(_("fee"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    how_to_apply = models.TextField(_("how to apply"), blank=True)
    apply_until = models.DateTimeField(_("apply until"), null=True, blank=True)
    has_sign_language = models.BooleanField(_("sign language interpretation"), default=False)
    has_captioning = models.BooleanField(_("captioning"), default=False)
    is_wheelchair_accessible = models.BooleanField(_("wheelchair access"), default=False)
    has_childcare = models.BooleanField(_("childcare"), default=False)
    accommodation_text = models.CharField(_("further support"), max_length=300, blank=True)

    contact_name = models.CharField(_("whom to ask"), max_length=100, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_mail = models.EmailField(_("mail address"), blank=True)
    contact_url = models.URLField(_("form for questions"), max_length=300, blank=True)
    url = models.URLField(_("web page of the event"), max_length=500, blank=True)
    note = models.TextField(pgettext_lazy("event", "note"), blank=True)

    #: A row of a municipal file, by the code of its government and the number there; both empty: written here.
    origin_code = models.CharField(max_length=6, blank=True, editable=False)
    origin_number = models.CharField(max_length=60, blank=True, editable=False)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin_code", "origin_number"], condition=~Q(origin_number=""), name="gathering_one_per_origin"
            ),
            models.CheckConstraint(
                condition=~Q(state=GatheringState.CANCELLED) | ~Q(cancelled_reason=""), name="gathering_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "kind"], name="gathering_of_kind"),
            models.Index(fields=["state", "-published_at"], name="gathering_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gatherings:detail", args=[self.slug])

    @property
    def is_cancelled(self) -> bool:
        return self.state == GatheringState.CANCELLED


class Occurrence(models.Model):
    """One date of a gathering, half-open. An all-day one begins and ends at midnight in Tokyo.

    Where nobody said when it ends, ``is_end_known`` is false and ``ends_at`` is the end of its day.
    ``number`` names it within its gathering for good: a calendar that subscribed knows it again when
    it is moved, and a date that is taken away stays as cancelled once it was public.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="occurrences")
    number = models.PositiveSmallIntegerField(pgettext_lazy("occurrence", "number"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    is_all_day = models.BooleanField(_("all day"), default=False)
    is_end_known = models.BooleanField(default=True)
    is_cancelled = models.BooleanField(pgettext_lazy("date", "cancelled"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("gathering", "date")
        ordering = ["starts_at", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_forward"),
            models.UniqueConstraint(fields=["gathering", "number"], name="occurrence_number"),
            models.UniqueConstraint(
                fields=["gathering", "starts_at"], condition=Q(is_cancelled=False), name="occurrence_once"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "gathering"], name="occurrence_by_start"),
            models.Index(fields=["ends_at", "gathering"], name="occurrence_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.gathering} {self.starts_at:%Y-%m-%d %H:%M}"
