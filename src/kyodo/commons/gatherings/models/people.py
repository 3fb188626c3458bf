from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.asks.public import Ask, new_code
from kyodo.commons.gatherings.models.events import Occurrence
from kyodo.commons.gatherings.models.signups import Charge, SignUp
from kyodo.commons.gatherings.states import PaidBy, RegistrationState
from kyodo.commons.people.public import Person


class Registration(models.Model):
    """Some people who come together, or not at all: one person, a family, a group.

    ``number`` is the receipt number within the gathering, ``line`` the place in line (the same as the number,
    or as the lot fell). ``size`` counts those who are still coming. ``passed`` counts how often a smaller group
    behind was offered a place because this one did not fit. ``person`` is reached about it; ``is_own_person``:
    the house knows that person by this form alone. Never shown in public.
    """

    sign_up = models.ForeignKey(SignUp, on_delete=models.PROTECT, related_name="registrations")
    code = models.CharField(_("code"), max_length=6, unique=True, default=new_code, editable=False)
    number = models.PositiveIntegerField(_("receipt number"))
    line = models.PositiveIntegerField(_("place in line"))
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState, default=RegistrationState.RECEIVED)
    size = models.PositiveSmallIntegerField(_("people"))
    passed = models.PositiveSmallIntegerField(_("times passed over"), default=0)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name=_("person")
    )
    is_own_person = models.BooleanField(default=True)
    group_name = models.CharField(_("group or family"), max_length=100, blank=True)
    guardian = models.CharField(_("parent or guardian who agrees"), max_length=100, blank=True)
    words = models.CharField(_("what they told us"), max_length=400, blank=True)
    channel = models.CharField(_("how it came"), max_length=20)
    offer = models.ForeignKey(Ask, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    offered_until = models.DateTimeField(_("answer by"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(_("received"), auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sign_up", "number"], name="registration_number"),
            models.UniqueConstraint(fields=["sign_up", "line"], name="registration_line"),
            models.CheckConstraint(
                condition=Q(size__gte=1) | Q(state=RegistrationState.CANCELLED), name="registration_of_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.OFFERED) | Q(offered_until__isnull=False),
                name="registration_offer_ends",
            ),
        ]
        indexes = [models.Index(fields=["sign_up", "state", "line"], name="registration_in_line")]

    def __str__(self) -> str:
        return f"{self.sign_up_id}/{self.number}"


class Participant(models.Model):
    """One of those who come. Without a name: somebody of whom only the number was told, or who was erased."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="participants")
    number = models.PositiveSmallIntegerField(pgettext_lazy("participant", "number"))
    name = models.CharField(pgettext_lazy("person", "name"), max_length=100, blank=True)
    reading = models.CharField(_("name in kana"), max_length=100, blank=True)
    is_minor = models.BooleanField(_("under 18"), default=False)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, null=True, blank=True, related_name="participants")
    is_out = models.BooleanField(_("does not come after all"), default=False)

    class Meta:
        verbose_name = _("participant")
        ordering = ["registration", "number"]
        constraints = [models.UniqueConstraint(fields=["registration", "number"], name="participant_number")]

    def __str__(self) -> str:
        return f"{self.registration_id}-{self.number}"


class Accommodation(models.Model):
    """What somebody needs in order to take part. Only for who organizes it; deleted after the last date."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="accommodation")
    wishes = models.JSONField(_("wishes"), default=list)
    words = models.CharField(_("what helps"), max_length=400, blank=True)
    child_ages = models.CharField(_("ages of the children"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("accommodation")

    def __str__(self) -> str:
        return str(self.registration_id)


class Presence(models.Model):
    """Somebody came to one date. Taken away again when it was ticked by mistake."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="presences")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="presences")
    at = models.DateTimeField(_("at"))
    channel = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("presence")
        constraints = [models.UniqueConstraint(fields=["participant", "occurrence"], name="presence_once")]
        indexes = [models.Index(fields=["occurrence"], name="presence_of_date")]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.occurrence_id}"


class Payment(models.Model):
    """Money taken at the door, or given back (below zero). The database refuses to change or remove it."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="payments")
    amount = models.IntegerField(_("yen"))
    paid_by = models.CharField(_("paid by"), max_length=10, choices=PaidBy, default=PaidBy.CASH)
    note = models.CharField(pgettext_lazy("payment", "note"), max_length=100, blank=True)
    at = models.DateTimeField(_("at"))
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("payment")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="payment_of_something")]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.amount}"
