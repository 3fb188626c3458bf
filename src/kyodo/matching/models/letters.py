from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Seat
from kyodo.commons.people.public import Person
from kyodo.matching.models.introductions import Introduction
from kyodo.matching.models.offers import Offer
from kyodo.matching.states import LetterKind, Role


class Letter(models.Model):
    """A letter of the desk as it was worded (文書), to the seat or person of one side.

    It goes by mail where they are reached by mail, else it waits on the desk to be printed. Until
    ``not_before`` it may be taken back; once it left it is never changed.
    """

    kind = models.CharField(pgettext_lazy("letter", "kind"), max_length=12, choices=LetterKind)
    introduction = models.ForeignKey(
        Introduction, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="letters")
    role = models.CharField(_("side"), max_length=8, choices=Role)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_easy = models.BooleanField(_("easy Japanese"), default=False)
    subject = models.CharField(pgettext_lazy("letter", "subject"), max_length=100)
    body = models.TextField(pgettext_lazy("letter", "text"), max_length=4000)
    by_mail = models.BooleanField(_("by mail"), default=False)
    at = models.DateTimeField(pgettext_lazy("letter", "written"))
    not_before = models.DateTimeField(_("leaves"))
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(pgettext_lazy("letter", "taken back"), null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("noun", "letter")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(introduction__isnull=False) | Q(offer__isnull=False), name="letter_is_about_something"
            ),
            models.CheckConstraint(
                condition=Q(seat=None, person__isnull=False) | Q(seat__isnull=False, person=None),
                name="letter_to_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"], name="letter_to_print",
                condition=Q(by_mail=False, printed_at=None, withdrawn_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("matching:letter", args=[self.pk])
