from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from kyodo.kernel.clock.validators import validate_closures


class Ward(models.Model):
    """A ward (区) of the city. ``code`` is the six-digit code of local governments."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=40)
    name_reading = models.CharField(_("name in kana"), max_length=60, blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=60, blank=True)
    code = models.CharField(pgettext_lazy("government", "code"), max_length=6, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_as_of = models.DateField(_("population as of"), null=True, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("ward")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A smaller area inside a ward, such as a school district (学区)."""

    slug = models.SlugField(unique=True)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="districts", verbose_name=_("ward"))
    name = models.CharField(_("name"), max_length=60)
    name_reading = models.CharField(_("name in kana"), max_length=80, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)

    class Meta:
        verbose_name = _("district")
        ordering = ["ward", "name_reading", "slug"]

    def __str__(self) -> str:
        return self.name


class FacilityKind(models.TextChoices):
    """What a place is, as a visitor looks for it."""

    SUPPORT_CENTER = "support_center", _("citizens' activity support center")
    COMMUNITY_CENTER = "community_center", _("community center")
    OFFICE = "office", _("city office")
    LIBRARY = "library", _("library")
    HALL = "hall", pgettext_lazy("place", "hall")
    OTHER = "other", _("other place")


class Facility(ClusterableModel):  # type: ignore[misc]  # the library has no types
    """A place that people go to. Hours and closures are computed from the rules below."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=FacilityKind, default=FacilityKind.OTHER)
    name = models.CharField(_("name"), max_length=100)
    name_reading = models.CharField(_("name in kana"), max_length=150, blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=150, blank=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    ward = models.ForeignKey(
        Ward, on_delete=models.PROTECT, null=True, blank=True, related_name="facilities", verbose_name=_("ward")
    )
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    access = models.TextField(_("how to get there"), blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    fax = models.CharField(_("fax"), max_length=30, blank=True)
    mail = models.EmailField(_("mail address"), blank=True)
    url = models.URLField(_("web site"), blank=True)
    operator = models.CharField(_("operator"), max_length=150, blank=True)
    barrier_free = models.TextField(_("barrier-free facilities"), blank=True)
    #: The closing rules, as ``kyodo.kernel.clock.closures.ClosureRules`` reads them.
    closures = models.JSONField(_("closing rules"), default=list, blank=True, validators=[validate_closures])
    closures_text = models.CharField(_("closed days in words"), max_length=300, blank=True)
    owner = models.CharField(_("responsible for this entry"), max_length=100, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    is_public = models.BooleanField(pgettext_lazy("visibility", "public"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = pgettext_lazy("facility", "place")
        verbose_name_plural = pgettext_lazy("facility", "places")
        ordering = ["order", "name_reading", "slug"]
        indexes = [models.Index(fields=["is_public", "order", "name_reading", "slug"], name="facility_listing")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.slug])


class FacilityNumber(models.Model):
    """Under which number a municipality's own list knows a place: its code, and the ID or NO there."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="numbers")
    code = models.CharField(pgettext_lazy("government", "code"), max_length=6)
    number = models.CharField(_("number"), max_length=60)

    class Meta:
        verbose_name = _("number of a place")
        ordering = ["code", "number"]
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="facility_number_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class OpeningHours(models.Model):
    """Hours of one weekday, half-open: from ``opens_at`` up to but not including ``closes_at``.

    ``weekday`` 1-7 is Monday to Sunday as in the government's notation; 8 is a public
    holiday and, where present, replaces the weekday's own hours on such a day.
    """

    HOLIDAY = 8

    facility = ParentalKey(Facility, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"))

    class Meta:
        verbose_name = _("opening hours")
        ordering = ["facility", "weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=8), name="hours_weekday"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="hours_forward"),
            models.UniqueConstraint(fields=["facility", "weekday", "opens_at"], name="hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at:%H:%M}-{self.closes_at:%H:%M}"


class HoursException(models.Model):
    """One date on which the rules do not hold: closed after all, or open after all."""

    facility = ParentalKey(Facility, on_delete=models.CASCADE, related_name="exceptions")
    date = models.DateField(_("date"))
    is_open = models.BooleanField(pgettext_lazy("day", "open"), default=False)
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=100)

    class Meta:
        verbose_name = _("exception of opening hours")
        ordering = ["facility", "date"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "date"], name="exception_once_a_day"),
            # In SQL a comparison with NULL is neither true nor false and would let half a pair of times pass.
            models.CheckConstraint(
                condition=Q(is_open=False, opens_at=None, closes_at=None)
                | Q(is_open=True, opens_at=None, closes_at=None)
                | Q(is_open=True, opens_at__isnull=False, closes_at__isnull=False, closes_at__gt=F("opens_at")),
                name="exception_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"


class Space(models.Model):
    """A room or space known to be in a facility; what no source tells stays empty."""

    facility = ParentalKey(Facility, on_delete=models.CASCADE, related_name="spaces")
    slug = models.SlugField()
    name = models.CharField(_("name"), max_length=80)
    floor = models.CharField(_("floor"), max_length=10, blank=True)
    use = models.TextField(pgettext_lazy("space", "use"), blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    is_capacity_approximate = models.BooleanField(pgettext_lazy("number", "about"), default=False)
    is_bookable = models.BooleanField(_("for booking"), null=True, blank=True)
    observed_on = models.CharField(_("as of"), max_length=10, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = pgettext_lazy("facility", "space")
        ordering = ["facility", "order", "slug"]
        constraints = [models.UniqueConstraint(fields=["facility", "slug"], name="space_once")]

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """A desk (窓口) that answers: an office of the city or of an intermediary."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_reading = models.CharField(_("name in kana"), max_length=150, blank=True)
    topics = models.TextField(_("what to ask here"), blank=True)
    facility = models.ForeignKey(
        Facility, on_delete=models.SET_NULL, null=True, blank=True, related_name="desks",
        verbose_name=pgettext_lazy("facility", "place"),
    )  # fmt: skip
    ward = models.ForeignKey(
        Ward, on_delete=models.PROTECT, null=True, blank=True, related_name="desks", verbose_name=_("ward")
    )
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    fax = models.CharField(_("fax"), max_length=30, blank=True)
    mail = models.EmailField(_("mail address"), blank=True)
    url = models.URLField(_("web site"), blank=True)
    hours_text = models.CharField(_("hours in words"), max_length=200, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("desk")
        ordering = ["order", "name_reading", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:desk", args=[self.slug])


class City(models.Model):
    """The city that this house serves: one row, filled from its pack."""

    slug = models.SlugField(unique=True)
    #: Always 1: the database keeps a second city out.
    only = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=40)
    name_reading = models.CharField(_("name in kana"), max_length=60, blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=60, blank=True)
    code = models.CharField(pgettext_lazy("government", "code"), max_length=6, blank=True)
    site_name = models.CharField(_("name of the site"), max_length=60)
    site_name_latin = models.CharField(_("name of the site in English"), max_length=80, blank=True)
    tagline = models.CharField(_("one sentence about the site"), max_length=120, blank=True)
    tagline_latin = models.CharField(_("one sentence about the site in English"), max_length=160, blank=True)
    contact_desk = models.ForeignKey(
        Desk, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("desk to call first")
    )
    #: Who publishes the open data and under which terms; empty: not decided yet.
    publisher = models.CharField(_("publisher of open data"), max_length=100, blank=True)
    license_name = models.CharField(_("license of open data"), max_length=60, blank=True)
    license_url = models.URLField(_("text of the license"), blank=True)
    #: Figures with unit, day and source, as :class:`kyodo.commons.places.pack.Fact` writes them.
    facts = models.JSONField(pgettext_lazy("pack", "facts"), default=list, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("city")
        constraints = [models.CheckConstraint(condition=Q(only=1), name="city_only_one")]

    def __str__(self) -> str:
        return self.name
