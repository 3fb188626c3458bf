from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, Seat
from kyodo.commons.asks.codes import new_code
from kyodo.commons.asks.states import AskState, CallOutcome, ReplyChannel
from kyodo.commons.people.models import Person


class Ask(models.Model):
    """A question put to exactly one seat or person, answered by one of its choices.

    ``answer_by`` is the first moment at which an answer comes too late. ``ladder`` holds the days
    after sending on which we remind; ``next_at`` is the next of them, None when nothing more comes.
    """

    code = models.CharField(_("code"), max_length=6, unique=True, default=new_code, editable=False)
    kind = models.CharField(pgettext_lazy("ask", "kind"), max_length=60)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="asks")
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    subject = models.CharField(_("in a few words"), max_length=60)
    question = models.TextField(pgettext_lazy("ask", "question"), max_length=1200)
    takes_words = models.BooleanField(_("a line of their own words"), default=True)
    at_end = models.CharField(_("what happens without an answer"), max_length=200, blank=True)
    phone = models.CharField(_("phone for questions"), max_length=30, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    answer_by = models.DateTimeField(_("answer by"))
    ladder = models.JSONField(_("reminders, in days after sending"), default=list)
    step = models.PositiveSmallIntegerField(_("reminders so far"), default=0)
    next_at = models.DateTimeField(_("next reminder"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=AskState, default=AskState.OPEN)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("noun", "ask")
        verbose_name_plural = _("asks")
        ordering = ["answer_by", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat=None, person__isnull=False) | Q(seat__isnull=False, person=None),
                name="ask_one_accountable",
            ),
            models.CheckConstraint(condition=Q(answer_by__gt=F("sent_at")), name="ask_period"),
            models.CheckConstraint(
                condition=Q(state=AskState.OPEN) | Q(next_at=None), name="ask_reminds_only_while_open"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="ask_next", condition=Q(state=AskState.OPEN)),
            models.Index(fields=["state", "answer_by"], name="ask_by_end"),
            models.Index(fields=["about_kind", "about_id"], name="ask_about"),
            models.Index(fields=["seat", "sent_at"], name="ask_of_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.code})"

    def get_absolute_url(self) -> str:
        return reverse("asks:ask", args=[self.pk])


class Choice(models.Model):
    """One of the two to five answers; its number is what a person circles, says or presses."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="choices")
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.CharField(max_length=40)
    label = models.CharField(_("answer"), max_length=60)

    class Meta:
        verbose_name = pgettext_lazy("ask", "choice")
        ordering = ["ask", "number"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "number"], name="choice_number_once"),
            models.UniqueConstraint(fields=["ask", "key"], name="choice_key_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=5), name="choice_is_one_key"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"


class Reply(models.Model):
    """An answer as it came. A later one stands in for it (``corrects``); none is ever changed, but its
    words are forgotten in time.

    ``is_current`` marks the one that counts: at most one for an ask.
    """

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="replies")
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("own words"), max_length=400, blank=True)
    channel = models.CharField(_("came"), max_length=10, choices=ReplyChannel)
    typed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("received"))
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "reply")
        verbose_name_plural = _("replies")
        ordering = ["ask", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ask"], condition=Q(is_current=True), name="reply_one_counts"),
        ]

    def __str__(self) -> str:
        return str(self.choice)


class Call(models.Model):
    """A phone call about an ask, so that nobody calls twice and the next one knows how it went."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="calls")
    outcome = models.CharField(_("how it went"), max_length=10, choices=CallOutcome)
    note = models.CharField(pgettext_lazy("call", "note"), max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = pgettext_lazy("noun", "call")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_outcome_display()}"


class OtherAsk(models.Model):
    """Something another office asked of an association, written down by hand for the meter."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="other_asks")
    on = models.DateField(pgettext_lazy("other ask", "day"))
    office = models.CharField(_("who asked"), max_length=80)
    what = models.CharField(_("for what"), max_length=120)
    written_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("ask of another office")
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["actor", "on", "office", "what"], name="other_ask_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.office}: {self.what}"


class WrongCodes(models.Model):
    """How many codes that do not exist came from one network in one hour; the network only as a hash of the day."""

    network = models.CharField(max_length=40)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "hour"], name="wrong_codes_once_an_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.count}"


class LineEvent(models.Model):
    """An event that LINE told us and that was dealt with; LINE tells some of them twice."""

    event_id = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.event_id
