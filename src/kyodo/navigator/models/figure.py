"""Figures of the city: small tables of numbers, each with where it comes from."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from kyodo.navigator.states import ChartKind


class Dataset(ClusterableModel):
    """One table of figures in one unit. Series, where there are several, are named in the rows."""

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(pgettext_lazy("publication", "title"), max_length=100)
    title_reading = models.CharField(_("title in kana"), max_length=200, blank=True)
    summary = models.CharField(pgettext_lazy("publication", "summary"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=20)
    decimals = models.PositiveSmallIntegerField(_("decimal places"), default=0)
    chart = models.CharField(_("chart"), max_length=8, choices=ChartKind, default=ChartKind.BAR)
    label_heading = models.CharField(_("heading of the first column"), max_length=40, blank=True)
    note = models.TextField(pgettext_lazy("figures", "note"), blank=True)
    owner = models.CharField(_("responsible for this entry"), max_length=100, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    is_public = models.BooleanField(pgettext_lazy("shown entry", "public"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("figures")
        verbose_name_plural = _("figures")
        ordering = ["order", "slug"]
        indexes = [models.Index(fields=["is_public", "order", "slug"], name="dataset_listing")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("navigator:figure_detail", args=[self.slug])


class DatasetRow(Orderable):
    """One number: which label, which series, how much, and its own source."""

    dataset = ParentalKey(Dataset, on_delete=models.CASCADE, related_name="rows")
    label = models.CharField(_("label"), max_length=60)
    series = models.CharField(_("series"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3)
    is_approximate = models.BooleanField(pgettext_lazy("amount", "about"), default=False)
    note = models.CharField(pgettext_lazy("figures", "note"), max_length=200, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("figure", "number")

    def __str__(self) -> str:
        return f"{self.label} {self.value}"
