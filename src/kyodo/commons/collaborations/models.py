from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, ActorKind, Field
from kyodo.commons.collaborations.states import CollaborationState, Confirmation, TieKind
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import District, Ward

# ``since`` and ``until`` hold as much of a day as is known: YYYY, YYYY-MM or YYYY-MM-DD; an end names
# the last day, month or year that still belongs to the period.


class Collaboration(models.Model):
    """A joint work of several actors: what it is for, where, when, and how far it has come.

    ``version`` rises with every change of the partners and ties; whoever saves a drawing says
    which version was seen.
    """

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(pgettext_lazy("collaboration", "title"), max_length=120)
    title_reading = models.CharField(_("title in kana"), max_length=200, blank=True)
    aim = models.TextField(_("aim"), blank=True)
    fields = models.ManyToManyField(Field, blank=True, related_name="collaborations")
    wards = models.ManyToManyField(Ward, blank=True, related_name="collaborations")
    districts = models.ManyToManyField(District, blank=True, related_name="collaborations")
    state = models.CharField(_("state"), max_length=12, choices=CollaborationState, default=CollaborationState.IDEA)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    #: Until then only its partners and the staff see it.
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    shown_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = models.JSONField(default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "collaboration")
        verbose_name_plural = _("collaborations")
        ordering = ["-shown_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CollaborationState.ENDED) | ~Q(end_reason=""), name="collaboration_end_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["is_public", "-shown_at", "-id"], name="collaboration_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("diagrams:collaboration", args=[self.slug])


class Span(models.Model):
    """A period in which the joint work went on; it may pause and go on years later."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="spans")
    since = models.CharField(_("since"), max_length=10)
    until = models.CharField(_("until"), max_length=10, blank=True)
    note = models.CharField(pgettext_lazy("period", "what it was"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("period")
        ordering = ["collaboration", "since", "pk"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "since"], name="span_once")]

    def __str__(self) -> str:
        return f"{self.since}–{self.until}"


class Partner(models.Model):
    """Who takes part: an organization of the directory, or a body that is only named yet.

    ``key`` names the partner within its collaboration, for ties and forms. Somebody who confirmed
    it says by which channel; until then the public sees the kind alone.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="partners")
    key = models.SlugField(max_length=40)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="partnerships")
    name = models.CharField(pgettext_lazy("organization", "name"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=ActorKind)
    role = models.CharField(pgettext_lazy("partner", "role"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    since = models.CharField(_("since"), max_length=10, blank=True)
    until = models.CharField(_("until"), max_length=10, blank=True)
    confirmation = models.CharField(_("confirmed by"), max_length=16, choices=Confirmation, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner")
        ordering = ["collaboration", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "key"], name="partner_key_once"),
            models.UniqueConstraint(fields=["collaboration", "actor"], name="partner_actor_once"),
            models.CheckConstraint(
                condition=Q(actor=None, name__gt="") | Q(actor__isnull=False, name=""), name="partner_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name by which the partner goes, for those who may read it."""
        return self.actor.name if self.actor else self.name

    @property
    def is_confirmed(self) -> bool:
        return bool(self.confirmation)


class Tie(models.Model):
    """What passes from one partner to another; ``both_ways`` when each gives it to the other."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="ties")
    source = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="gives")
    target = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="receives")
    kind = models.CharField(_("kind"), max_length=12, choices=TieKind)
    label = models.CharField(pgettext_lazy("tie", "what"), max_length=40, blank=True)
    both_ways = models.BooleanField(_("both ways"), default=False)
    order = models.PositiveSmallIntegerField(default=100)
    since = models.CharField(_("since"), max_length=10, blank=True)
    until = models.CharField(_("until"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("tie")
        ordering = ["collaboration", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="tie_between_two"),
            models.UniqueConstraint(fields=["source", "target", "kind", "label", "since"], name="tie_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}: {self.label or self.get_kind_display()}"


class Event(models.Model):
    """A dated step of the joint work, such as its first meeting."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="events")
    on = models.CharField(pgettext_lazy("event", "when"), max_length=10)
    title = models.CharField(pgettext_lazy("event", "what happened"), max_length=150)

    class Meta:
        verbose_name = pgettext_lazy("collaboration", "milestone")
        ordering = ["collaboration", "on", "pk"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "on", "title"], name="event_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


class YearFigure(models.Model):
    """A number of one fiscal year, such as how many people came. ``year`` is the year in which it begins."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(pgettext_lazy("figure", "what is counted"), max_length=60)
    unit = models.CharField(_("unit"), max_length=12)
    year = models.PositiveSmallIntegerField(_("fiscal year"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = pgettext_lazy("noun", "figure")
        ordering = ["collaboration", "label", "year"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "label", "year"], name="year_figure_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.year}: {self.value} {self.unit}"
