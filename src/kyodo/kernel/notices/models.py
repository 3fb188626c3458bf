import secrets

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.notices.states import NoticeState, Urgency


def new_token() -> str:
    """Return 128 random bits as text."""
    return secrets.token_hex(16)


class Notice(models.Model):
    """One message to one recipient, as it will be sent.

    ``recipient`` is an opaque key of whoever is told (``person:7``); the kernel knows no
    person. ``token`` makes the Message-ID, which stays the same however often it is sent.
    """

    key = models.CharField(pgettext_lazy("notice", "key"), max_length=200, unique=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    kind = models.CharField(pgettext_lazy("notice", "kind"), max_length=60)
    recipient = models.CharField(_("recipient"), max_length=120)
    channel = models.CharField(pgettext_lazy("notice", "channel"), max_length=20, default="mail")
    address = models.CharField(pgettext_lazy("notice", "address"), max_length=254)
    address_key = models.CharField(max_length=254, editable=False)
    language = models.CharField(_("language"), max_length=10, default="ja")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(pgettext_lazy("notice", "text"))
    html = models.TextField(_("text as HTML"), blank=True)
    #: What a channel with buttons shows instead of the text: see :mod:`kyodo.kernel.notices.cards`.
    cards = models.JSONField(default=list, blank=True, editable=False)
    reply_to = models.CharField(_("replies go to"), max_length=254, blank=True)
    unsubscribe_url = models.CharField(_("address to end these messages"), max_length=500, blank=True)
    about_kind = models.CharField(_("kind of thing"), max_length=80, blank=True)
    about_id = models.CharField(pgettext_lazy("notice", "thing"), max_length=80, blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency, default=Urgency.NOW)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    #: The way that is tried when the channel does not take it at all.
    other_channel = models.CharField(max_length=20, blank=True, editable=False)
    other_address = models.CharField(max_length=254, blank=True, editable=False)
    #: The month (2027-01) in which it was counted against its channel's quota.
    counted_in = models.CharField(max_length=7, blank=True, editable=False)
    digest = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", editable=False)

    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    attempt = models.CharField(max_length=32, blank=True, editable=False)
    worker = models.CharField(_("worker"), max_length=80, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    next_at = models.DateTimeField(_("tried again at"), null=True, blank=True, editable=False)
    was_in_doubt = models.BooleanField(_("may have arrived twice"), default=False, editable=False)
    said = models.CharField(_("answer of the channel"), max_length=200, blank=True, editable=False)
    made_at = models.DateTimeField(pgettext_lazy("notice", "written"), db_default=Now(), editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(pgettext_lazy("notice", "sent"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("notice", "notice")
        verbose_name_plural = pgettext_lazy("notice", "notices")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["urgency", "not_before", "next_at"], name="notices_waiting",
                condition=Q(state__in=[NoticeState.QUEUED, NoticeState.FAILED]),
            ),
            models.Index(fields=["lease_until"], name="notices_leased", condition=Q(state=NoticeState.SENDING)),
            models.Index(fields=["address_key", "made_at"], name="notices_by_address"),
            models.Index(fields=["recipient", "claimed_at"], name="notices_by_recipient"),
            models.Index(fields=["about_kind", "about_id"], name="notices_about"),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=NoticeState.SENDING) | Q(lease_until__isnull=False, attempt__gt=""),
                name="notices_sending_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.GATHERED) | Q(digest__isnull=False), name="notices_gathered_has_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.state}"


class Gate(models.Model):
    """A row to lock while what one address or recipient got is counted, so that limits hold in a race."""

    key = models.CharField(max_length=260, primary_key=True)

    def __str__(self) -> str:
        return self.key


class Quota(models.Model):
    """How many messages a month may go out by a channel that costs; without a row the channel's own number holds."""

    channel = models.CharField(pgettext_lazy("notice", "channel"), max_length=20, primary_key=True)
    most = models.PositiveIntegerField(_("messages a month"))

    def __str__(self) -> str:
        return f"{self.channel}: {self.most}"


class Used(models.Model):
    """How many messages went out by a channel in a month; moved by compare-and-set alone."""

    channel = models.CharField(max_length=20)
    month = models.CharField(max_length=7)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "month"], name="notices_used_once_a_month")]

    def __str__(self) -> str:
        return f"{self.channel} {self.month}: {self.count}"
