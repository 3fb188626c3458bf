from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Person(models.Model):
    """A natural person. Only what a purpose needs is kept; everything but the name is optional."""

    name = models.CharField(pgettext_lazy("person", "name"), max_length=100)
    name_reading = models.CharField(_("name in kana"), max_length=100, blank=True)
    called = models.CharField(_("name in daily use"), max_length=100, blank=True)
    note = models.TextField(_("note for staff"), blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_reading", "name", "pk"]

    def __str__(self) -> str:
        return self.called or self.name


class ContactKind(models.TextChoices):
    """How a person can be reached."""

    MAIL = "mail", _("mail")
    PHONE = "phone", pgettext_lazy("contact", "phone")
    FAX = "fax", pgettext_lazy("contact", "fax")
    LINE = "line", "LINE"
    POST = "post", _("post")


class ContactPoint(models.Model):
    """One way to reach a person. Never shown in public."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind)
    value = models.CharField(_("address or number"), max_length=254)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("for example: in the evening only"))
    is_preferred = models.BooleanField(_("preferred"), default=False)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact point")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="contact_once_per_person"),
            models.UniqueConstraint(fields=["person"], condition=Q(is_preferred=True), name="contact_one_preferred"),
            models.UniqueConstraint(fields=["value"], condition=Q(kind="line"), name="contact_line_is_one_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class ConnectCode(models.Model):
    """Eight digits by which somebody who writes to us by LINE shows who they are; once, and not for long."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="connect_codes")
    code = models.CharField(max_length=8, unique=True)
    until = models.DateTimeField(_("until"))
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("code to connect LINE")

    def __str__(self) -> str:
        return f"{self.person_id} {self.until:%Y-%m-%d %H:%M}"


class Consent(models.Model):
    """What a person agreed to, for which purpose and until when. Ended by a date, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=60)
    channel = models.CharField(_("channel"), max_length=20)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="consent_period"),
            models.UniqueConstraint(fields=["person", "purpose"], condition=Q(until=None), name="consent_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.purpose}"


class Account(AbstractUser):
    """A way to sign in. The mail address is optional; the username is the short sign-in name."""

    email = models.EmailField(_("mail address"), blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account")

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def get_full_name(self) -> str:
        """Return the person's name: it is kept there, and nowhere else."""
        return str(self.person) if self.person else self.username


class RoleGrant(models.Model):
    """A role held by a person for a term. Ended by a date, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=40)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("role held")
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="grant_period"),
            models.UniqueConstraint(fields=["person", "role"], condition=Q(until=None), name="grant_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"
