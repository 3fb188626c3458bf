"""Fees, the ledger that is only ever added to, numbered papers, the day's closing, and visits counted by hand."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models.bookings import Booking
from kyodo.center.bookings.models.resources import Resource
from kyodo.center.bookings.models.users import Party
from kyodo.center.bookings.states import ClosingState, Method, PostingKind, Purpose, UserKind
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Facility


class Fee(models.Model):
    """One line of the fee table: what a resource costs from ``since`` on, until a later line replaces it.

    ``slot_from``–``slot_until`` is the span that it is for; empty: an hour (``per`` hour), or a month of a yearly
    thing (``per`` month). Empty ``user_kind`` or ``purpose``: any.
    """

    class Per(models.TextChoices):
        SLOT = "slot", pgettext_lazy("fee", "slot")
        HOUR = "hour", pgettext_lazy("fee", "hour")
        MONTH = "month", pgettext_lazy("fee", "month")

    #: Of a line from a city pack; what is written at the counter has none.
    slug = models.SlugField(max_length=50, unique=True, null=True, blank=True, editable=False)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="fees")
    per = models.CharField(_("for each"), max_length=5, choices=Per, default=Per.SLOT)
    slot_from = models.CharField(_("slot from"), max_length=5, blank=True)
    slot_until = models.CharField(_("slot until"), max_length=5, blank=True)
    user_kind = models.CharField(_("as what"), max_length=10, choices=UserKind, blank=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, blank=True)
    yen = models.PositiveIntegerField(_("yen"))
    since = models.DateField(_("in force from"))
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("fee", "fee")
        verbose_name_plural = pgettext_lazy("fee", "fee table")
        ordering = ["resource", "slot_from", "user_kind", "purpose", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "per", "slot_from", "slot_until", "user_kind", "purpose", "since"], name="fee_once"
            ),
            models.CheckConstraint(
                condition=(Q(per="slot") & ~Q(slot_from="") & ~Q(slot_until=""))
                | (~Q(per="slot") & Q(slot_from="", slot_until="")),
                name="fee_slot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.yen}"


class Reduction(models.Model):
    """What a party is let off, in force for days of use from ``since`` on; it may be granted on any day of the year."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="reductions")
    percent = models.PositiveSmallIntegerField(_("reduction in percent"))
    since = models.DateField(_("in force from"))
    until = models.DateField(_("in force up to and without"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    granted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("fee", "reduction")
        ordering = ["party", "-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="reduction_percent"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="reduction_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class CommonReduction(models.Model):
    """What everybody is let off whom it suits, in force for days of use from ``since`` up to and without ``until``.

    Without ``resources`` it is for all; empty ``user_kind`` or ``purpose``: any.
    """

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(pgettext_lazy("reduction", "name"), max_length=100)
    percent = models.PositiveSmallIntegerField(_("reduction in percent"))
    resources = models.ManyToManyField(Resource, related_name="reductions", blank=True)
    user_kind = models.CharField(_("as what"), max_length=10, choices=UserKind, blank=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, blank=True)
    condition = models.CharField(pgettext_lazy("reduction", "condition"), max_length=300, blank=True)
    since = models.DateField(_("in force from"))
    until = models.DateField(_("in force up to and without"), null=True, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("fee", "reduction for all")
        ordering = ["since", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="common_reduction_percent"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="common_reduction_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """One line of a booking's ledger. The database refuses to change or remove it (see the migration).

    ``yen`` counts what is owed: charges and money given back are positive, payments negative; a reversal has the
    opposite sign of what it takes back. The sum is zero once all is settled. ``book_day`` is the day of the cash book.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="postings")
    kind = models.CharField(pgettext_lazy("ledger", "kind"), max_length=8, choices=PostingKind)
    method = models.CharField(pgettext_lazy("ledger", "how"), max_length=8, choices=Method, default=Method.NONE)
    yen = models.IntegerField(_("yen"))
    book_day = models.DateField(_("day of the book"))
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    note = models.CharField(pgettext_lazy("ledger", "note"), max_length=200, blank=True)
    #: What a payment provider calls it; the same notice twice is one payment.
    reference = models.CharField(max_length=100, null=True, blank=True, unique=True)
    #: Named as in the audit, so that no person's erasure touches the row.
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("ledger", "line of the ledger")
        verbose_name_plural = pgettext_lazy("ledger", "ledger")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PostingKind.CHARGE, yen__gt=0, method=Method.NONE)
                | (Q(kind=PostingKind.PAYMENT, yen__lt=0) & ~Q(method=Method.NONE))
                | (Q(kind=PostingKind.REFUND, yen__gt=0) & ~Q(method=Method.NONE))
                | (Q(kind=PostingKind.REVERSAL, reverses__isnull=False) & ~Q(yen=0)),
                name="posting_signs",
            ),
            models.CheckConstraint(
                condition=Q(kind=PostingKind.REVERSAL) | Q(reverses__isnull=True), name="posting_reversal_only"
            ),
        ]
        indexes = [models.Index(fields=["book_day", "method"], name="posting_of_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.yen}"

    @property
    def is_reversed(self) -> bool:
        """Return whether a later line takes this one back."""
        return hasattr(self, "reversed_by")


class Serial(models.Model):
    """The last number given out in a series of papers; held while one is given, so the numbers have no gaps."""

    key = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("money", "series of numbers")

    def __str__(self) -> str:
        return f"{self.key}/{self.last}"


class Paper(models.Model):
    """An invoice or a receipt as it was given out: its words are frozen, further copies are stamped 再発行."""

    class Kind(models.TextChoices):
        INVOICE = "invoice", pgettext_lazy("money", "invoice")
        RECEIPT = "receipt", pgettext_lazy("money", "receipt")

    kind = models.CharField(pgettext_lazy("money", "kind"), max_length=8, choices=Kind)
    number = models.CharField(_("serial number"), max_length=20, unique=True)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="papers")
    #: The payment that a receipt is for: one receipt a payment.
    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, null=True, blank=True, related_name="paper")
    yen = models.PositiveIntegerField(_("yen"))
    #: All that is printed: to whom, what for, by whom.
    data = models.JSONField()
    issued_on = models.DateField(_("issued on"))
    copies = models.PositiveSmallIntegerField(_("times printed"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("money", "invoice or receipt")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="invoice", posting__isnull=True) | Q(kind="receipt", posting__isnull=False),
                name="paper_receipt_of_payment",
            )
        ]

    def __str__(self) -> str:
        return self.number


class Closing(models.Model):
    """A day's closing sheet (日計表) of one place: cash as counted against the ledger, by two people."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    #: How many of each coin and note: ``{"10000": 2, "500": 3}``.
    counted = models.JSONField(_("counted"), default=dict)
    counted_yen = models.IntegerField(_("counted in yen"))
    float_yen = models.PositiveIntegerField(_("change in the till"), default=0)
    ledger_yen = models.IntegerField(_("cash in the ledger"))
    reason = models.CharField(_("reason of the difference"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ClosingState, default=ClosingState.COUNTED)
    counted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("money", "closing of a day")
        ordering = ["-day", "facility"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "day"], name="closing_once"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("counted_by")), name="closing_two_people"
            ),
            models.CheckConstraint(
                condition=Q(counted_yen=F("ledger_yen") + F("float_yen")) | ~Q(reason=""),
                name="closing_difference_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def difference(self) -> int:
        """Return how much more was counted than the ledger and the change say."""
        return self.counted_yen - self.ledger_yen - self.float_yen


class VisitCount(models.Model):
    """How many people came on a day to a part of the house, counted by hand."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    where = models.CharField(pgettext_lazy("visits", "where"), max_length=40, blank=True)
    people = models.PositiveIntegerField(pgettext_lazy("visits", "people"))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("visits", "visits of a day")
        ordering = ["day", "where"]
        constraints = [models.UniqueConstraint(fields=["facility", "day", "where"], name="visits_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.people}"
