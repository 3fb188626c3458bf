from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, Mandate, Seat
from kyodo.commons.asks.public import Ask
from kyodo.commons.collaborations.public import Collaboration
from kyodo.commons.people.public import Person
from kyodo.matching.models.needs import Need
from kyodo.matching.models.offers import Offer
from kyodo.matching.states import (
    LIVE,
    CloseReason,
    DeclineReason,
    Helped,
    IntroductionState,
    Role,
    SideAnswer,
    Stage,
)


class Introduction(models.Model):
    """One host and one guest brought together (引き合わせ): by a need, by an offer, or by both.

    Each side is a row of its own and is asked apart; neither learns of others who were asked.
    ``first_step`` is what the first meeting costs, in ``first_minutes``.
    """

    host = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="introductions_as_host")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, blank=True, related_name="introductions")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="introductions")
    #: Who brings hands, where no offer says so.
    guest = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_step = models.CharField(_("the first hour"), max_length=200)
    first_minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    #: The host is asked for the first hour alone; all that may follow is asked anew.
    only_first = models.BooleanField(_("only the first hour is asked for"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=IntroductionState, default=IntroductionState.DRAFTED)
    declined_by = models.CharField(max_length=8, choices=Role, blank=True)
    decline_reason = models.CharField(_("why not"), max_length=16, choices=DeclineReason, blank=True)
    meeting_at = models.DateTimeField(_("meeting"), null=True, blank=True)
    meeting_place = models.CharField(pgettext_lazy("meeting", "where"), max_length=150, blank=True)
    collaboration = models.OneToOneField(
        Collaboration, on_delete=models.PROTECT, null=True, blank=True, related_name="introduction"
    )
    close_reason = models.CharField(_("why it was closed"), max_length=12, choices=CloseReason, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    moved_at = models.DateTimeField(_("last step"))
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("noun", "introduction")
        verbose_name_plural = _("introductions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offer__isnull=False) | Q(guest__isnull=False), name="introduction_has_a_guest"
            ),
            models.UniqueConstraint(
                fields=["offer", "host"], condition=Q(state__in=LIVE), name="introduction_one_live_of_offer"
            ),
            models.UniqueConstraint(
                fields=["need", "guest"], condition=Q(state__in=LIVE, offer=None), name="introduction_one_live_of_need"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | (~Q(declined_by="") & ~Q(decline_reason="")),
                name="introduction_no_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="meeting") | Q(meeting_at__isnull=False), name="introduction_meeting_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="formed") | Q(collaboration__isnull=False), name="introduction_formed_is_joint_work"
            ),
            models.CheckConstraint(
                condition=Q(first_minutes__gte=1, first_minutes__lte=60), name="introduction_first_hour"
            ),
        ]
        indexes = [models.Index(fields=["state", "moved_at"], name="introduction_by_state")]

    def __str__(self) -> str:
        return f"{self.guest or self.offer} → {self.host}"

    def get_absolute_url(self) -> str:
        return reverse("matching:introduction", args=[self.pk])


class Side(models.Model):
    """One side of an introduction: who is asked, by which mandate, and what was said."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="sides")
    role = models.CharField(_("side"), max_length=8, choices=Role)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: By which the question goes to an intermediary's seat instead of the association's own.
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=SideAnswer, default=SideAnswer.WAITING)
    reason = models.CharField(_("why not"), max_length=16, choices=DeclineReason, blank=True)
    words = models.CharField(_("own words"), max_length=400, blank=True)
    channel = models.CharField(_("came"), max_length=20, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("side of an introduction")
        ordering = ["introduction", "role"]
        constraints = [
            models.UniqueConstraint(fields=["introduction", "role"], name="side_once"),
            models.CheckConstraint(condition=~Q(answer="no") | ~Q(reason=""), name="side_no_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.introduction} ({self.role})"


class FollowUp(models.Model):
    """Did it help? One side, asked once after three weeks and once after six months."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="follow_ups")
    role = models.CharField(_("side"), max_length=8, choices=Role)
    stage = models.CharField(_("when"), max_length=12, choices=Stage)
    due_on = models.DateField(_("due"))
    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    helped = models.CharField(_("did it help"), max_length=10, choices=Helped, blank=True)
    hours = models.DecimalField(_("hours of the host"), max_digits=6, decimal_places=1, null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("follow-up")
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["introduction", "role", "stage"], name="follow_up_once")]
        indexes = [models.Index(fields=["due_on"], name="follow_up_due", condition=Q(ask=None))]

    def __str__(self) -> str:
        return f"{self.introduction} {self.stage}"
