"""Readers by mail: who asked, who agreed to what, and what was sent to them."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.newsletters.models.issue import Issue
from kyodo.center.newsletters.models.series import Series
from kyodo.center.newsletters.states import Ended
from kyodo.commons.people.public import Person


def new_token() -> str:
    """Return 128 random bits as text."""
    return secrets.token_hex(16)


class Wish(models.Model):
    """Somebody typed an address and asked for newsletters; nothing comes of it until the mailbox says yes.

    Where no letter was written, because the address got as many as its limit allows, no address is kept either.
    ``network`` is a hash of the day, to count how much comes from one.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    address = models.EmailField(_("mail address"), blank=True)
    series = models.JSONField(default=list)
    network = models.CharField(max_length=40)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for a newsletter")
        indexes = [models.Index(fields=["network", "made_at"], name="newsletter_wish_network")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class Reader(models.Model):
    """A mailbox whose owner confirmed it. ``address_key`` is the form under which it is known once.

    Of a reader who is a known person the consents stand with the person; of anybody else nothing but the address is
    kept. ``ended_at`` says since when nothing goes there; some time after it the address is erased.
    """

    code = models.CharField(max_length=12, unique=True, editable=False)
    address = models.EmailField(_("mail address"), blank=True)
    address_key = models.CharField(max_length=254, blank=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=10, choices=Ended, blank=True)
    note = models.CharField(pgettext_lazy("newsletter reader", "note"), max_length=100, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("newsletter", "reader")
        constraints = [
            models.UniqueConstraint(fields=["address_key"], condition=~Q(address_key=""), name="reader_address_once"),
            models.CheckConstraint(condition=~Q(address="") | Q(ended_at__isnull=False), name="reader_has_address"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def recipient(self) -> str:
        """The name under which the outbox knows this reader."""
        return f"reader:{self.pk}"


class Subscription(models.Model):
    """A reader agreed to get a newsletter: since when, how, and until when. Ended by a date, never deleted."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="subscriptions")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="subscriptions")
    channel = models.CharField(_("channel"), max_length=20)
    since = models.DateTimeField(pgettext_lazy("subscription", "since"))
    until = models.DateTimeField(pgettext_lazy("subscription", "until"), null=True, blank=True)
    why = models.CharField(_("why it ended"), max_length=10, choices=Ended, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("newsletter", "subscription")
        constraints = [
            models.UniqueConstraint(fields=["reader", "series"], condition=Q(until=None), name="subscription_one_open"),
        ]
        indexes = [models.Index(fields=["series", "until", "reader"], name="subscription_of_series")]

    def __str__(self) -> str:
        return f"{self.reader_id} · {self.series_id}"


class Mailing(models.Model):
    """An issue goes to its readers by mail: a few hundred letters at a time, each address once.

    ``reached`` is the last reader whose letter was written, in the order of their numbers; so whoever goes on after a
    stop goes on there. ``readers`` is how many there were at the beginning.
    """

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="mailing")
    readers = models.PositiveIntegerField(pgettext_lazy("newsletter", "readers"), default=0)
    reached = models.PositiveBigIntegerField(default=0, editable=False)
    written = models.PositiveIntegerField(_("letters written"), default=0)
    started_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(pgettext_lazy("mailing", "begun"))
    paused_at = models.DateTimeField(pgettext_lazy("mailing", "stopped"), null=True, blank=True)
    written_at = models.DateTimeField(_("all letters written"), null=True, blank=True)
    finished_at = models.DateTimeField(pgettext_lazy("mailing", "done"), null=True, blank=True)

    class Meta:
        verbose_name = _("sending by mail")

    def __str__(self) -> str:
        return f"{self.issue_id} {self.written}/{self.readers}"


class Bounce(models.Model):
    """A letter of a mailing that did not arrive. ``code`` is what the mail server said, as a number."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="bounces")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="bounces")
    is_hard = models.BooleanField(_("for good"))
    code = models.CharField(max_length=3, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("letter that did not arrive")
        constraints = [models.UniqueConstraint(fields=["mailing", "reader"], name="bounce_once_a_mailing")]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.code}"
