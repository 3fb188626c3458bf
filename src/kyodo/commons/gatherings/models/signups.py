from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.gatherings.models.events import Gathering
from kyodo.commons.gatherings.states import Method
from kyodo.commons.people.public import Person


class SignUp(models.Model):
    """How people sign up for a gathering, and how many places are given away.

    It is open from ``opens_at`` up to, and not including, the gathering's ``apply_until``. ``places`` follows the
    gathering's capacity; None: as many as come. ``taken`` counts the participants who hold a place; the database
    refuses more of them than places. Whoever changes either holds this row first (``actions.places``).
    """

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, primary_key=True, related_name="sign_up")
    is_paused = models.BooleanField(_("sign-up on the web is paused"), default=False)
    method = models.CharField(_("who gets the places"), max_length=10, choices=Method, default=Method.FIRST_COME)
    opens_at = models.DateTimeField(pgettext_lazy("sign-up", "opens at"), null=True, blank=True)
    places = models.PositiveIntegerField(pgettext_lazy("sign-up", "places"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("places given away"), default=0, editable=False)
    most_at_once = models.PositiveSmallIntegerField(_("people in one registration at the most"), default=8)
    answer_days = models.PositiveSmallIntegerField(_("days to answer an offer of the waiting list"), default=3)
    asks_childcare = models.BooleanField(_("ask about childcare"), default=False)
    asked_words = models.CharField(_("what else people should tell"), max_length=200, blank=True)
    #: The next receipt number and the next place in line.
    next_number = models.PositiveIntegerField(default=1, editable=False)
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True, editable=False)
    #: The list that was closed before the dice were thrown, and the file of the draw, which anybody can check.
    draw_list = models.TextField(blank=True, editable=False)
    #: What the dice showed is typed in twice: by ``thrown_by``, then by ``drawn_by``.
    throws = models.CharField(max_length=200, blank=True, editable=False)
    thrown_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    draw_file = models.TextField(blank=True, editable=False)
    #: How many asked for which support; stays when the wishes themselves are erased.
    wish_counts = models.JSONField(default=dict, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sign-up")
        constraints = [
            models.CheckConstraint(condition=Q(places=None) | Q(taken__lte=F("places")), name="signup_never_oversold"),
            models.CheckConstraint(condition=Q(most_at_once__gte=1), name="signup_takes_somebody"),
            models.CheckConstraint(
                condition=Q(drawn_by__isnull=True) | Q(thrown_by__isnull=True) | ~Q(drawn_by=F("thrown_by")),
                name="signup_two_people_draw",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1) & Q(answer_days__lte=30), name="signup_answer_in_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering} {self.taken}/{self.places}"

    @property
    def free(self) -> int | None:
        """How many places nobody holds; None for as many as come."""
        return None if self.places is None else max(0, self.places - self.taken)


class Charge(models.Model):
    """What one kind of participant pays, such as students 200 yen; zero is free of charge."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="charges")
    number = models.PositiveSmallIntegerField(pgettext_lazy("charge", "number"))
    label = models.CharField(_("kind of participant"), max_length=60)
    amount = models.PositiveIntegerField(_("yen"), default=0)

    class Meta:
        verbose_name = _("charge")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sign_up", "number"], name="charge_number")]

    def __str__(self) -> str:
        return self.label


class FormUse(models.Model):
    """How often a form that anybody may send came from one network within an hour."""

    network = models.CharField(max_length=40)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "hour"], name="gathering_form_use")]
        indexes = [models.Index(fields=["hour"], name="gathering_form_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.count}"
