from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, ActorKind, Field, Seat
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import District, Ward
from kyodo.matching.codes import new_code
from kyodo.matching.states import NEED_SHOWN, CloseReason, NeedState


class Need(models.Model):
    """What somebody wishes help with (困りごと).

    ``told`` are their own words as they were heard: for the desk alone. ``title`` and ``plain`` are
    written by the desk for everybody, ``first_step`` is what somebody could do in ``first_minutes``.
    One of ``seat`` and ``person`` answers for it; their contact is never public.
    """

    code = models.CharField(
        pgettext_lazy("reference", "number"), max_length=6, unique=True, default=new_code, editable=False
    )
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="needs")
    #: The name and kind of whoever has no entry in the directory; the name is for the desk alone.
    body = models.CharField(pgettext_lazy("need", "whose need it is"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=ActorKind, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told = models.TextField(pgettext_lazy("need", "in their own words"), max_length=2000)
    title = models.CharField(pgettext_lazy("need", "in a few words"), max_length=80, blank=True)
    plain = models.TextField(pgettext_lazy("need", "in plain words"), max_length=1200, blank=True)
    #: The words of the description in their normalized form, for the ranking; kept by ``documents``.
    words = models.TextField(blank=True, editable=False)
    first_step = models.CharField(_("the first hour"), max_length=200, blank=True)
    first_minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    #: Hours a month that the host itself can put in.
    host_hours = models.PositiveSmallIntegerField(_("hours a month that you can give"), null=True, blank=True)
    #: Months as numbers from 1 to 12 in which it would suit; empty: any.
    months = models.JSONField(_("months that suit"), default=list, blank=True)
    fields = models.ManyToManyField(Field, blank=True, related_name="+")
    wards = models.ManyToManyField(Ward, blank=True, related_name="+")
    districts = models.ManyToManyField(District, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=NeedState, default=NeedState.TOLD)
    #: What they agreed to: that the need is shown, and that the organization is named with it.
    may_show = models.BooleanField(pgettext_lazy("need", "may be shown"), default=False)
    may_name = models.BooleanField(pgettext_lazy("need", "may name the organization"), default=False)
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    shown_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    channel = models.CharField(_("how it came"), max_length=20)
    told_at = models.DateTimeField(_("told on"))
    look_on = models.DateField(_("look at it again on"), null=True, blank=True)
    close_reason = models.CharField(_("why it was closed"), max_length=12, choices=CloseReason, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    keeper = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_demo = models.BooleanField(_("sample"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "need")
        verbose_name_plural = _("needs")
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("open", "met")) | (~Q(title="") & ~Q(plain="") & ~Q(first_step="")),
                name="need_is_in_plain_words",
            ),
            models.CheckConstraint(
                condition=Q(first_minutes=None) | Q(first_minutes__gte=1, first_minutes__lte=60),
                name="need_first_hour",
            ),
            models.CheckConstraint(condition=Q(is_public=False) | ~Q(state="told"), name="need_public_is_rewritten"),
            models.CheckConstraint(condition=Q(is_public=False) | Q(may_show=True), name="need_public_by_consent"),
        ]
        indexes = [
            models.Index(fields=["state", "-told_at"], name="need_by_state"),
            models.Index(fields=["is_public", "-shown_at", "-id"], name="need_newest"),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    def get_absolute_url(self) -> str:
        return reverse("matching:need", args=[self.code])

    @property
    def named(self) -> str:
        """The name of whoever has the need, for the desk; empty where none is known."""
        return self.actor.name if self.actor else self.body

    @property
    def is_shown(self) -> bool:
        """Whether everybody may see it as it stands: what is over is for its own people and the desk."""
        return self.is_public and self.state in NEED_SHOWN

    @property
    def actor_kind(self) -> str:
        """Which kind of actor has the need: as much as everybody may know."""
        return self.actor.kind if self.actor else self.kind
