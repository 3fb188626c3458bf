"""The cells: what is taken, each once. Their primary keys are why nobody can be booked into somebody else's hour."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models.bookings import Booking
from kyodo.center.bookings.models.resources import Unit


class Cell(models.Model):
    """One unit in one quarter-hour. ``quarter`` counts the quarter-hours since 1970 (see ``quarters.py``)."""

    pk = models.CompositePrimaryKey("unit_id", "quarter")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False, related_name="+")  # first in the key
    quarter = models.PositiveIntegerField()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="cells")

    class Meta:
        verbose_name = pgettext_lazy("booking", "quarter-hour taken")

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.quarter}"


class YearCell(models.Model):
    """One unit in one year; ``year`` is the year in which it begins."""

    pk = models.CompositePrimaryKey("unit_id", "year")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False, related_name="+")  # first in the key
    year = models.PositiveSmallIntegerField()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="year_cells")

    class Meta:
        verbose_name = pgettext_lazy("booking", "year taken")

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.year}"
