"""The lottery of rooms: rounds, entries with ordered wishes, and who may be the same as whom."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models.bookings import Booking
from kyodo.center.bookings.models.resources import Resource
from kyodo.center.bookings.models.users import Party
from kyodo.center.bookings.states import Channel, EntryState, Purpose, RoundState
from kyodo.commons.actors.public import Seat
from kyodo.commons.people.public import Person
from kyodo.kernel.text.letters import new_code


class SourceKind(models.TextChoices):
    """Where the seed comes from."""

    DICE = "dice", pgettext_lazy("lottery", "dice thrown at the counter")
    PUBLIC = "public", pgettext_lazy("lottery", "a value that others publish")


class Round(models.Model):
    """One draw for the hours of ``month`` (its first day) in some resources.

    Entries come from ``opens_at`` up to but not including ``closes_at``. ``listing`` is the text of the closed list,
    ``commitment`` its SHA-256, ``record`` the file of the draw. Dice are typed in twice, by two people: ``throws`` by
    ``thrown_by``, then by ``drawn_by``. A win counts at once where ``confirm_until`` is empty, else it is confirmed
    before then or given back. What was given back is drawn again in a round of its own (``parent``).
    """

    code = models.CharField(_("number"), max_length=6, unique=True, default=new_code, editable=False)
    name = models.CharField(pgettext_lazy("lottery", "name"), max_length=80)
    month = models.DateField(_("month of use"))
    resources = models.ManyToManyField(Resource, related_name="rounds", verbose_name=pgettext_lazy("lottery", "rooms"))
    #: Spans of a day that can be wished for, as in ``Resource.slots``.
    slots = models.JSONField(_("slots"), default=list)
    opens_at = models.DateTimeField(_("entries from"))
    closes_at = models.DateTimeField(_("entries until"))
    confirm_until = models.DateTimeField(_("confirm the win until"), null=True, blank=True)
    source_kind = models.CharField(_("source of the seed"), max_length=8, choices=SourceKind, default=SourceKind.DICE)
    source_named = models.CharField(_("which published value"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RoundState, default=RoundState.OPEN)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="again")
    listing = models.TextField(blank=True, editable=False)
    commitment = models.CharField(max_length=64, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    throws = models.CharField(max_length=200, blank=True, editable=False)
    thrown_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    record = models.TextField(blank=True, editable=False)
    proof = models.CharField(max_length=500, blank=True, editable=False)
    is_demo = models.BooleanField(_("sample"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("lottery", "round")
        verbose_name_plural = pgettext_lazy("lottery", "rounds")
        ordering = ["-month", "-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_forward"),
            models.CheckConstraint(
                condition=Q(source_kind=SourceKind.DICE) | ~Q(source_named=""), name="round_source_named"
            ),
            models.CheckConstraint(
                condition=Q(drawn_by__isnull=True) | Q(thrown_by__isnull=True) | ~Q(drawn_by=F("thrown_by")),
                name="round_two_people",
            ),
            # One list is drawn once, whatever the code believes.
            models.UniqueConstraint(fields=["commitment"], condition=~Q(commitment=""), name="round_one_commitment"),
            models.CheckConstraint(
                condition=Q(state__in=(RoundState.OPEN, RoundState.CALLED_OFF)) | ~Q(commitment=""),
                name="round_closed_is_committed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RoundState.DRAWN, RoundState.CONFIRMED)) | Q(record=""), name="round_drawn_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bookings:round", args=[self.code])


class Entry(models.Model):
    """One entry of one party in a round, and what became of it. In public it is only its ``number``."""

    code = models.CharField(_("receipt number"), max_length=6, unique=True, default=new_code, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField(_("entry number"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="entries")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.MEETING)
    title = models.CharField(pgettext_lazy("booking", "what for, in a few words"), max_length=80, blank=True)
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel)
    state = models.CharField(_("state"), max_length=10, choices=EntryState, default=EntryState.ENTERED)
    #: Set when the list is closed: one, and one more for each round in a row that was lost.
    tickets = models.PositiveSmallIntegerField(_("tickets"), default=1)
    #: Set by the draw: first, second …
    place = models.PositiveIntegerField(_("place in the order"), null=True, blank=True)
    won = models.ForeignKey("Wish", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    booking = models.OneToOneField(Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="entry")
    note = models.CharField(_("note"), max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("lottery", "entry")
        verbose_name_plural = pgettext_lazy("lottery", "entries")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "party"], name="entry_one_per_party"),
            models.UniqueConstraint(fields=["round", "number"], name="entry_number_once"),
            models.CheckConstraint(condition=Q(tickets__gte=1), name="entry_tickets"),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("bookings:entry", args=[self.code])

    @property
    def key(self) -> str:
        """Return the entry's name in the published list."""
        return f"{self.number:03d}"


class Wish(models.Model):
    """What an entry would like; ``rank`` 1 is the dearest."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = pgettext_lazy("lottery", "wish")
        ordering = ["entry", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "rank"], name="wish_rank_once"),
            models.UniqueConstraint(fields=["entry", "resource", "starts_at", "ends_at"], name="wish_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="wish_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.rank}"


class Likeness(models.Model):
    """Two entries of one round that may be the same group; a person at the desk decides, with a reason."""

    class Verdict(models.TextChoices):
        OPEN = "open", pgettext_lazy("likeness", "to be looked at")
        DIFFERENT = "different", pgettext_lazy("likeness", "two groups")
        SAME = "same", pgettext_lazy("likeness", "the same group")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    #: Of ``name``, ``representative``, ``phone``.
    alike = models.JSONField(default=list)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict, default=Verdict.OPEN)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("lottery", "likeness of two entries")
        ordering = ["entry", "other"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "other"], name="likeness_once"),
            models.CheckConstraint(condition=Q(entry__lt=F("other")), name="likeness_ordered"),
            models.CheckConstraint(condition=Q(verdict="open") | ~Q(reason=""), name="likeness_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.other}"
