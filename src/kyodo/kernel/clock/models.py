from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HolidayList(models.Model):
    """The official list of holidays in use: at most one row, replaced whole by an import.

    ``checksum`` names the content; whoever keeps the days in memory keeps them under it.
    """

    ONLY = 1

    number = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    checksum = models.CharField(max_length=64)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    imported_at = models.DateTimeField(pgettext_lazy("list of holidays", "imported"))

    class Meta:
        verbose_name = _("official list of holidays")
        constraints = [
            models.CheckConstraint(condition=models.Q(number=1), name="holiday_list_is_one"),
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")), name="holiday_list_years"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_year}-{self.last_year}"


class Holiday(models.Model):
    """One public holiday of the official list."""

    date = models.DateField(_("date"), primary_key=True)
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("public holiday")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
