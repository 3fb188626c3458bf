from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.public import Booking
from kyodo.center.courses.states import CallState, PostingState, RefusalReason
from kyodo.commons.actors.public import Actor, new_slug
from kyodo.commons.gatherings.public import Gathering, Occurrence
from kyodo.commons.people.public import Person


class Plan(models.Model):
    """How an event of the center is prepared. Only for those who prepare it."""

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, primary_key=True, related_name="plan")
    purpose = models.TextField(_("what it is to change"), max_length=1000, blank=True)
    lead = models.CharField(_("who is in charge"), max_length=100, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("course", "plan")

    def __str__(self) -> str:
        return str(self.gathering)


class Step(models.Model):
    """Something that must be done, so many days before the first date; below zero: after it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    label = models.CharField(_("what"), max_length=120)
    days_before = models.SmallIntegerField(_("days before the first date"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(pgettext_lazy("step", "note"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("course", "step")
        ordering = ["-days_before", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "label"], name="step_once")]

    def __str__(self) -> str:
        return self.label


class TakenRoom(models.Model):
    """A room of the center that is taken for one date of an event, through the writer of bookings."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("course", "room")
        ordering = ["occurrence__starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.occurrence_id} {self.booking_id}"


class Call(models.Model):
    """A call (募集): what the center looks for, who may propose, from when until when (half-open)."""

    slug = models.SlugField(unique=True, max_length=80, default=new_slug)
    title = models.CharField(pgettext_lazy("call", "title"), max_length=120)
    text = models.TextField(_("what is looked for"), max_length=4000)
    who_may = models.CharField(_("who may propose"), max_length=300)
    offers = models.CharField(_("what the center contributes"), max_length=300, blank=True)
    opens_at = models.DateTimeField(pgettext_lazy("call", "opens at"))
    closes_at = models.DateTimeField(pgettext_lazy("call", "closes at"))
    state = models.CharField(_("state"), max_length=10, choices=CallState, default=CallState.DRAFT)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("sample"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-opens_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="call_forward")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:call", args=[self.slug])


class Posting(models.Model):
    """An event that a group hands in to be published; ``call`` where it answers one.

    ``by_rule``: the group is trusted, so it was published at once.
    """

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, primary_key=True, related_name="posting")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="postings")
    call = models.ForeignKey(Call, on_delete=models.SET_NULL, null=True, blank=True, related_name="postings")
    submitted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("handed in"))
    state = models.CharField(_("state"), max_length=10, choices=PostingState, default=PostingState.SUBMITTED)
    by_rule = models.BooleanField(_("by rule"), default=False)
    reason = models.CharField(_("reason"), max_length=12, choices=RefusalReason, blank=True)
    words = models.CharField(_("in words"), max_length=400, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("posting")
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[PostingState.RETURNED, PostingState.REFUSED]) | ~Q(reason=""),
                name="posting_says_why",
            )
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="posting_in_turn")]

    def __str__(self) -> str:
        return str(self.gathering)


class TrustedGroup(models.Model):
    """A group whose events are published at once, since when, and why the center trusts it."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(_("why"), max_length=200)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("trusted group")
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="trust_period"),
            models.UniqueConstraint(fields=["actor"], condition=Q(until=None), name="trust_one_open"),
        ]

    def __str__(self) -> str:
        return str(self.actor)
