"""A case: how one collaboration is told to others."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from kyodo.casebook.blocks import STORY, ready
from kyodo.casebook.words import way_to_cases
from kyodo.commons.actors.public import Field
from kyodo.commons.collaborations.public import Collaboration
from kyodo.commons.places.public import Desk, Ward
from kyodo.kernel.clock.validators import partial_day
from kyodo.kernel.editing.fields import StreamColumn


class Case(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """A case (事例) tells one collaboration. Public pages read only rows that are ``live`` and ``is_public``.

    Its columns and parts hold what the government's 事例 table asks for (GIF 451-3, see
    :mod:`kyodo.casebook.record`). Where a source names no partners there is no collaboration, and
    no diagram. ``published_on`` is as much of the day as is known, on which it was first told.
    """

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(pgettext_lazy("publication", "title"), max_length=120)
    title_reading = models.CharField(_("title in kana"), max_length=200, blank=True)
    lead = models.CharField(
        pgettext_lazy("case", "lead"),
        max_length=300,
        help_text=_("what it is about in two or three sentences, up to 300 characters"),
    )
    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.PROTECT, null=True, blank=True, related_name="cases",
        verbose_name=pgettext_lazy("noun", "collaboration"),
        help_text=_("the joint work that is told; its partners and its diagram come from there"),
    )  # fmt: skip
    fields = ParentalManyToManyField(Field, blank=True, related_name="cases", verbose_name=_("fields"))
    wards = ParentalManyToManyField(Ward, blank=True, related_name="cases", verbose_name=_("wards"))
    place = models.CharField(_("place in words"), max_length=150, blank=True)
    year_from = models.PositiveSmallIntegerField(_("first fiscal year told"), null=True, blank=True)
    year_until = models.PositiveSmallIntegerField(_("last fiscal year told"), null=True, blank=True)
    body = StreamColumn(STORY, verbose_name=pgettext_lazy("case", "story"), blank=True)
    published_in = models.CharField(
        _("first published in"), max_length=150, blank=True, help_text=_("a booklet, a newspaper, a page")
    )
    published_on = models.CharField(
        _("first published on"), max_length=10, blank=True, validators=[partial_day],
        help_text=_("2018, 2018-04 or 2018-04-01: as much as is known"),
    )  # fmt: skip
    desk = models.ForeignKey(
        Desk, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("desk to ask")
    )
    keeper = models.CharField(_("responsible for this entry"), max_length=100, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    is_public = models.BooleanField(pgettext_lazy("shown entry", "public"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="case",
        for_concrete_model=False,
    )

    class Meta:
        verbose_name = pgettext_lazy("casebook", "case")
        verbose_name_plural = pgettext_lazy("casebook", "cases")
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year_from__isnull=False, year_until__gte=F("year_from"))
                | Q(year_from=None, year_until=None),
                name="case_years_forward",
                violation_error_message=_("Please write both fiscal years, the last one not before the first."),
            ),
        ]
        indexes = [
            models.Index(fields=["live", "is_public", "-first_published_at", "-id"], name="case_newest"),
            models.Index(fields=["live", "is_public", "year_from", "year_until", "id"], name="case_by_year"),
            models.Index(fields=["live", "is_public", "title_reading", "id"], name="case_by_name"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("casebook:detail", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "casebook/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return what a draft shows: its own words; the diagram and its neighbors follow with publication."""
        return {"case": self, "blocks": [ready(block) for block in self.body], "crumbs": way_to_cases()}
