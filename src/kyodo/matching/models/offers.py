from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, ActorKind, Field, Seat
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Ward
from kyodo.matching.codes import new_code
from kyodo.matching.models.needs import Need
from kyodo.matching.states import OFFER_SHOWN, CloseReason, Does, OfferState

#: The burden card is whole: an offer without it cannot be sent.
CARD = (
    ~Q(we_do="") & Q(host_hours__isnull=False) & ~Q(paperwork="") & ~Q(insurance="") & ~Q(cost="") & ~Q(first_step="")
    & Q(first_minutes__isnull=False) & Q(ends_on__isnull=False) & ~Q(follows="") & Q(minors__isnull=False)
)  # fmt: skip


class Offer(models.Model):
    """What a university, a company or others would do with somebody (申し出), with its burden card (手間の申告).

    The card says what it costs the host: hours, paperwork, insurance, money, the first step, when it
    ends and who follows. ``to`` is the host that the offerer wished for. ``answer_by`` is the day on
    which they have an answer of the desk at the latest; ``answered_at`` when they had it.
    """

    code = models.CharField(
        pgettext_lazy("reference", "number"), max_length=6, unique=True, default=new_code, editable=False
    )
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="offers")
    #: The offerer's name and kind where it has no entry in the directory.
    body = models.CharField(pgettext_lazy("offer", "who offers"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=ActorKind, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: The need that it answers.
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(pgettext_lazy("offer", "in a few words"), max_length=80, blank=True)
    plain = models.TextField(pgettext_lazy("offer", "in plain words"), max_length=1200, blank=True)
    we_do = models.TextField(pgettext_lazy("burden", "what we do"), max_length=600, blank=True)
    host_does = models.CharField(pgettext_lazy("burden", "what you would do"), max_length=300, blank=True)
    host_hours = models.DecimalField(
        pgettext_lazy("burden", "hours of yours in all"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    paperwork = models.CharField(pgettext_lazy("burden", "paperwork"), max_length=8, choices=Does, blank=True)
    insurance = models.CharField(pgettext_lazy("burden", "insurance"), max_length=8, choices=Does, blank=True)
    cost = models.CharField(pgettext_lazy("burden", "cost"), max_length=8, choices=Does, blank=True)
    cost_words = models.CharField(pgettext_lazy("burden", "about the cost"), max_length=200, blank=True)
    #: The words of the description in their normalized form, for the ranking; kept by ``documents``.
    words = models.TextField(blank=True, editable=False)
    first_step = models.CharField(_("the first step"), max_length=200, blank=True)
    first_minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    starts_on = models.DateField(pgettext_lazy("offer", "can begin on"), null=True, blank=True)
    ends_on = models.DateField(pgettext_lazy("offer", "ends on"), null=True, blank=True)
    follows = models.CharField(pgettext_lazy("burden", "who follows when we leave"), max_length=200, blank=True)
    minors = models.BooleanField(pgettext_lazy("burden", "people under 18 take part"), null=True, blank=True)
    fields = models.ManyToManyField(Field, blank=True, related_name="+")
    wards = models.ManyToManyField(Ward, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=OfferState, default=OfferState.DRAFT)
    #: What they agreed to: that the offer is shown, and that they are named with it.
    may_show = models.BooleanField(pgettext_lazy("offer", "may be shown"), default=False)
    may_name = models.BooleanField(pgettext_lazy("offer", "may be named"), default=False)
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    shown_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    channel = models.CharField(_("how it came"), max_length=20)
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(_("received"), null=True, blank=True)
    answer_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    look_on = models.DateField(_("look at it again on"), null=True, blank=True)
    close_reason = models.CharField(_("why it was closed"), max_length=12, choices=CloseReason, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    keeper = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_demo = models.BooleanField(_("sample"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "offer")
        verbose_name_plural = _("offers")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | (CARD & ~Q(title="")), name="offer_has_its_card"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(sent_at__isnull=False, answer_by__isnull=False),
                name="offer_has_an_answer_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(actor__isnull=False) | (~Q(body="") & ~Q(kind="")),
                name="offer_is_of_somebody",
            ),
            models.CheckConstraint(condition=Q(is_public=False) | ~Q(state="draft"), name="offer_public_is_sent"),
            models.CheckConstraint(condition=Q(is_public=False) | Q(may_show=True), name="offer_public_by_consent"),
        ]
        indexes = [
            models.Index(fields=["state", "answer_by"], name="offer_by_state"),
            models.Index(fields=["is_public", "-shown_at", "-id"], name="offer_newest"),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    def get_absolute_url(self) -> str:
        return reverse("matching:offer", args=[self.code])

    @property
    def offerer(self) -> str:
        """The name of whoever offers."""
        return self.actor.name if self.actor else self.body

    @property
    def is_shown(self) -> bool:
        """Whether everybody may see it as it stands: what is over is for its own people and the desk."""
        return self.is_public and self.state in OFFER_SHOWN

    @property
    def actor_kind(self) -> str:
        """Which kind of actor offers: as much as everybody may know."""
        return self.actor.kind if self.actor else self.kind
