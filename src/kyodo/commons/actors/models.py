from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.states import (
    HandoverState,
    ListingState,
    MandateState,
    NoteKind,
    Power,
)
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import District, Ward
from kyodo.kernel.text.letters import new_code


class ActorKind(models.TextChoices):
    """The pamphlet's five kinds of actor, and the intermediaries between them."""

    CIVIC_GROUP = "civic_group", _("civic group")
    COMMUNITY_ORGANIZATION = "community_organization", _("community organization")
    EDUCATIONAL_INSTITUTION = "educational_institution", _("educational institution")
    BUSINESS = "business", _("business")
    PUBLIC_BODY = "public_body", _("public body")
    INTERMEDIARY = "intermediary", _("intermediary")


class Field(models.Model):
    """A field of activity (分野). ``npo_number`` is its item in the NPO law's annex, where it has one."""

    slug = models.SlugField(unique=True)
    name = models.CharField(pgettext_lazy("organization", "name"), max_length=60)
    name_latin = models.CharField(_("name in English"), max_length=80, blank=True)
    npo_number = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = pgettext_lazy("activity", "field")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class Actor(models.Model):
    """An organization that takes part in the city's life."""

    slug = models.SlugField(unique=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=30, choices=ActorKind)
    name = models.CharField(pgettext_lazy("organization", "name"), max_length=150)
    name_reading = models.CharField(_("name in kana"), max_length=200, blank=True)
    #: Folded forms (see ``names.py``): by the first entries are ordered, by both they are found.
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    name_key = models.CharField(max_length=200, blank=True, editable=False)
    legal_form = models.CharField(_("legal form"), max_length=60, blank=True)
    corporate_number = models.CharField(_("corporate number"), max_length=13, blank=True)
    purpose = models.TextField(_("what it does"), blank=True)
    founded = models.CharField(_("founded"), max_length=10, blank=True, help_text=_("year, month or day"))
    fields = models.ManyToManyField(Field, blank=True, related_name="actors")
    wards = models.ManyToManyField(Ward, blank=True, related_name="actors")
    districts = models.ManyToManyField(District, blank=True, related_name="actors")
    #: Public contact of the organization itself, never a person's own.
    office_address = models.CharField(_("office address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    mail = models.EmailField(_("mail address"), blank=True)
    url = models.URLField(_("web site"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ListingState, default=ListingState.DRAFT)
    listed_at = models.DateTimeField(_("in the directory since"), null=True, blank=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    source = models.JSONField(default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["sort_key", "name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["corporate_number"], condition=~Q(corporate_number=""), name="actor_one_per_corporate_number"
            )
        ]
        indexes = [
            models.Index(fields=["state", "sort_key", "name_key", "id"], name="actor_listing"),
            models.Index(fields=["state", "kind", "sort_key", "name_key", "id"], name="actor_listing_of_kind"),
            models.Index(fields=["state", "-listed_at"], name="actor_newest"),
            models.Index(fields=["name_key"], name="actor_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actors:detail", args=[self.slug])


class Seat(models.Model):
    """An office of an actor (会長, 会計, 担当). Rights and promises belong to it, not to its holder."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="seats")
    title = models.CharField(pgettext_lazy("seat", "title"), max_length=60)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = _("seat")
        ordering = ["actor", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["actor", "title"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.actor} {self.title}"


class Holding(models.Model):
    """Who holds a seat, from a day up to but not including another. Ended by a date, never deleted.

    A holding that ends on the day on which it began was taken back: nobody ever held it.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("holding")
        ordering = ["seat", "-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="holding_period"),
            models.UniqueConstraint(fields=["seat"], condition=Q(until=None), name="holding_one_open"),
            models.UniqueConstraint(
                fields=["seat", "since"],
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="holding_one_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.person}"


class Mandate(models.Model):
    """An association lets an intermediary act for it (委任): which powers, from when, until when.

    ``holding`` is the term of the one who signed: when somebody else takes the seat, the mandate
    no longer holds. ``powers`` are values of ``Power``.
    """

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="mandates_given")
    intermediary = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="mandates_held")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="mandates")
    powers = models.JSONField(_("powers"), default=list)
    #: The mandate that ended because its signer left, where this one was proposed to go on with it.
    renews = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=MandateState, default=MandateState.DRAFTED)
    given_on = models.DateField(_("signed on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_channel = models.CharField(_("how it was taken back"), max_length=20, blank=True)
    end_words = models.CharField(_("why it ended"), max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="mandate_period"),
            models.CheckConstraint(condition=~Q(actor=F("intermediary")), name="mandate_to_another"),
            models.UniqueConstraint(
                fields=["actor", "intermediary"], condition=Q(state=MandateState.GIVEN), name="mandate_one_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} → {self.intermediary}"

    def get_absolute_url(self) -> str:
        return reverse("actors:mandate", args=[self.actor.slug, self.pk])


class MandateUse(models.Model):
    """One act by which an intermediary used a mandate: it stands on the monthly account. Never changed."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="uses")
    power = models.CharField(_("power"), max_length=24, choices=Power)
    what = models.CharField(_("what was done"), max_length=200)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=20)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("act by mandate")
        ordering = ["mandate", "at", "pk"]
        indexes = [models.Index(fields=["about_kind", "about_id"], name="mandate_use_about")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what}"


class Capacity(models.Model):
    """How much an association can take on, as it told us last. No row: it was never asked."""

    actor = models.OneToOneField(Actor, on_delete=models.CASCADE, related_name="capacity")
    hours_a_month = models.PositiveSmallIntegerField(_("hours a month"), null=True, blank=True)
    #: Months as numbers from 1 to 12 in which nothing new can begin.
    busy_months = models.JSONField(_("busy months"), default=list, blank=True)
    most_open = models.PositiveSmallIntegerField(_("joint works at a time"), default=1)
    themes = models.ManyToManyField(Field, blank=True, related_name="+", verbose_name=_("welcome themes"))
    #: The first day on which it may be asked again; None: it may be asked now.
    not_before = models.DateField(_("please do not ask before"), null=True, blank=True)
    told_on = models.DateField(_("told on"))
    channel = models.CharField(_("channel"), max_length=20)

    class Meta:
        verbose_name = pgettext_lazy("association", "capacity")
        constraints = [models.CheckConstraint(condition=Q(most_open__lte=20), name="capacity_is_sane")]

    def __str__(self) -> str:
        return f"{self.actor}: {self.most_open}"


class Handover(models.Model):
    """A handover book (引き継ぎ帳) of a seat: made by its holder, confirmed by whoever follows with the code.

    ``holding`` is the term that ends. ``left_out`` are keys of sections that were not ticked; ``titles``
    what was confirmed, as (title, how many). ``succeeded_at``: the rooms were told who follows.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="handovers")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(pgettext_lazy("handover", "code"), max_length=6, unique=True, default=new_code)
    state = models.CharField(_("state"), max_length=10, choices=HandoverState, default=HandoverState.READY)
    left_out = models.JSONField(default=list, blank=True)
    shred_after = models.DateField(_("shred after"))
    made_at = models.DateTimeField(pgettext_lazy("handover", "made"))
    confirmed_at = models.DateTimeField(pgettext_lazy("handover", "confirmed"), null=True, blank=True)
    confirmed_how = models.CharField(_("channel"), max_length=20, blank=True)
    titles = models.JSONField(default=list, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("handover book")
        verbose_name_plural = _("handover books")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(state=HandoverState.READY), name="handover_one_ready")
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.made_at:%Y-%m-%d}"


class HandoverNote(models.Model):
    """What the holder of a seat wrote down for whoever follows; private to the seat and the keepers."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="handover_notes")
    kind = models.CharField(pgettext_lazy("handover", "kind"), max_length=10, choices=NoteKind)
    text = models.TextField(pgettext_lazy("handover", "what"), max_length=1000)
    due = models.DateField(pgettext_lazy("handover", "by when"), null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("note for the handover")
        ordering = ["seat", "due", "pk"]

    def __str__(self) -> str:
        return f"{self.seat} {self.get_kind_display()}"


class PaperDue(models.Model):
    """A paper for somebody whom no mail reaches: the desk prints it and brings or sends it.

    ``key`` says which, so that it is put on the list once; ``path`` is the address of the paper.
    """

    key = models.CharField(max_length=80, unique=True)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="papers_due")
    title = models.CharField(pgettext_lazy("paper", "title"), max_length=120)
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)
    printed_at = models.DateTimeField(pgettext_lazy("paper", "printed"), null=True, blank=True)

    class Meta:
        verbose_name = _("paper to print")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["made_at"], name="paper_waits", condition=Q(printed_at=None))]

    def __str__(self) -> str:
        return self.title
