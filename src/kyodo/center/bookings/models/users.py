from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.states import Channel, PartyKind, PartyState, UserKind
from kyodo.commons.actors.public import Actor
from kyodo.commons.people.public import Person
from kyodo.kernel.text.letters import new_code


class Party(models.Model):
    """Who is registered to use the center (利用者登録), once; its papers are kept once with it.

    An organization of the directory books through its seats (``actor``); a group that is none has its own
    ``name``; a person is ``contact``. ``contact`` is whom the staff call. Never named in public.
    """

    code = models.CharField(_("registration number"), max_length=6, unique=True, default=new_code, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=PartyKind)
    user_kind = models.CharField(_("as what"), max_length=10, choices=UserKind, default=UserKind.GENERAL)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="parties")
    contact = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="parties", verbose_name=_("whom to call")
    )
    name = models.CharField(pgettext_lazy("registration", "name"), max_length=150)
    name_reading = models.CharField(_("name in kana"), max_length=200, blank=True)
    #: Folded: the desk finds a party by what somebody says on the phone.
    name_key = models.CharField(max_length=400, blank=True, editable=False)
    activity = models.TextField(_("what you do"), max_length=600, blank=True)
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=PartyState, default=PartyState.RECEIVED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    note = models.CharField(_("note for staff"), max_length=300, blank=True)
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("booking", "registered user")
        verbose_name_plural = pgettext_lazy("booking", "registered users")
        ordering = ["name_reading", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["actor"], condition=Q(actor__isnull=False), name="party_one_per_actor"),
            models.UniqueConstraint(
                fields=["contact"], condition=Q(kind=PartyKind.PERSON), name="party_one_per_person"
            ),
            models.CheckConstraint(
                condition=(Q(kind=PartyKind.ORGANIZATION) & Q(actor__isnull=False))
                | (Q(kind=PartyKind.GROUP) & Q(actor__isnull=True))
                | (Q(kind=PartyKind.PERSON) & Q(actor__isnull=True)),
                name="party_is_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="party_by_state")]

    def __str__(self) -> str:
        return self.name


class PartyMember(models.Model):
    """A person who books for a registered group, besides its contact; ended by taking the row away (audited)."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("person who books for a group")
        ordering = ["party", "pk"]
        constraints = [models.UniqueConstraint(fields=["party", "person"], name="party_member_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.person}"
