"""A support programme: who gives what to whom, until when, and whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
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
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from kyodo.commons.actors.public import Field
from kyodo.commons.places.public import Desk, Ward
from kyodo.kernel.clock.now import day_of, in_tokyo, now
from kyodo.kernel.editing.fields import StreamColumn, WordsField
from kyodo.kernel.registry import Text
from kyodo.navigator.blocks import PARTS, RICH_TEXT
from kyodo.navigator.standing import Standing, is_stale, season_of, standing_of
from kyodo.navigator.states import Audience, Need, ProgrammeKind, Stage
from kyodo.navigator.words import way_to


@dataclass(frozen=True)
class ProgrammePage:
    """All that a programme's page shows."""

    programme: "SupportProgramme"
    standing: Standing
    season: Standing
    is_stale: bool
    wards: Sequence[Any]
    fields: Sequence[Any]
    for_whom: Sequence[Text]
    stages: Sequence[Text]
    needs: Sequence[Text]
    parts: Sequence[Any]
    sources: Sequence[str]


class SupportProgramme(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel
):
    """A support programme (支援制度). Public pages read only rows that are ``live`` and ``is_public``.

    The columns follow the government's 制度 table (GIF 451-4): name ≤ 40 characters where
    possible, summary ≤ 100, ``max_rate`` in percent with one decimal, the application
    period half-open from ``apply_from`` up to but not including ``apply_until``.
    """

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(pgettext_lazy("programme", "name"), max_length=100)
    name_reading = models.CharField(_("name in kana"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ProgrammeKind, default=ProgrammeKind.OTHER)
    provider = models.CharField(_("provided by"), max_length=100, blank=True)
    desk = models.ForeignKey(
        Desk, on_delete=models.SET_NULL, null=True, blank=True, related_name="programmes", verbose_name=_("desk to ask")
    )
    summary = models.CharField(
        pgettext_lazy("publication", "summary"),
        max_length=100,
        help_text=_("one or two sentences, up to 100 characters"),
    )
    body = RichTextField(_("details"), blank=True, features=RICH_TEXT)
    parts = StreamColumn(PARTS, verbose_name=_("kinds of support within"), blank=True)

    for_whom = WordsField(_("for whom"), words=Audience.choices)
    stages = WordsField(_("for which stage"), words=Stage.choices)
    needs = WordsField(_("helps with"), words=Need.choices)
    conditions = RichTextField(_("conditions"), blank=True, features=RICH_TEXT)
    min_organizations = models.PositiveSmallIntegerField(_("organizations needed at least"), null=True, blank=True)
    min_members = models.PositiveSmallIntegerField(_("members needed at least"), null=True, blank=True)
    fields = ParentalManyToManyField(Field, blank=True, related_name="programmes", verbose_name=_("fields"))
    wards = ParentalManyToManyField(
        Ward, blank=True, related_name="programmes", verbose_name=_("wards"), help_text=_("none means the whole city")
    )

    ceiling_yen = models.PositiveBigIntegerField(_("ceiling in yen"), null=True, blank=True)
    ceiling_text = models.CharField(_("amount in words"), max_length=200, blank=True)
    max_rate = models.DecimalField(_("highest rate in percent"), max_digits=4, decimal_places=1, null=True, blank=True)
    rate_text = models.CharField(_("rate in words"), max_length=200, blank=True)
    period_text = models.CharField(_("period of support"), max_length=200, blank=True)

    apply_from = models.DateTimeField(_("applications from"), null=True, blank=True)
    apply_until = models.DateTimeField(
        _("applications until"), null=True, blank=True, help_text=_("the first moment at which it is too late")
    )
    apply_text = models.CharField(_("applications in words"), max_length=300, blank=True)
    is_always_open = models.BooleanField(_("open at any time"), default=False)
    is_consultation_required = models.BooleanField(_("prior consultation required"), null=True, blank=True)
    consultation_text = models.CharField(_("prior consultation"), max_length=300, blank=True)
    how_to_apply = models.TextField(_("how to apply"), blank=True)
    online_url = models.URLField(_("online application"), max_length=300, blank=True)
    url = models.URLField(_("official page"), max_length=300, blank=True)

    year_from = models.PositiveSmallIntegerField(_("first fiscal year"), null=True, blank=True)
    year_until = models.PositiveSmallIntegerField(
        _("last fiscal year"), null=True, blank=True, help_text=_("only for programmes that have ended or will end")
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("followed by"),
    )

    owner = models.CharField(_("responsible for this entry"), max_length=100, blank=True)
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
        related_query_name="support_programme",
        for_concrete_model=False,
    )

    class Meta:
        verbose_name = _("support programme")
        verbose_name_plural = _("support programmes")
        ordering = ["name_reading", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(apply_from=None) | Q(apply_until=None) | Q(apply_until__gt=F("apply_from")),
                name="programme_period_forward",
                violation_error_message=_("The end of the application period must be later than its beginning."),
            ),
            models.CheckConstraint(
                condition=Q(year_from=None) | Q(year_until=None) | Q(year_until__gte=F("year_from")),
                name="programme_years_forward",
                violation_error_message=_("The last fiscal year must not be before the first one."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["live", "is_public", "apply_until", "name_reading", "id"], name="programme_by_deadline"
            ),
            models.Index(fields=["live", "is_public", "apply_from", "name_reading", "id"], name="programme_by_opening"),
            models.Index(
                fields=["live", "is_public", "confirmed_on", "name_reading", "id"], name="programme_by_confirmed"
            ),
            models.Index(fields=["live", "is_public", "name_reading", "id"], name="programme_by_name"),
            models.Index(fields=["live", "is_public", "year_until", "name_reading", "id"], name="programme_by_end"),
            models.Index(fields=["live", "is_public", "first_published_at", "id"], name="programme_by_news"),
            # The two below hold all that counting reads, so that a count never touches the long texts.
            models.Index(
                fields=[
                    "live",
                    "is_public",
                    "year_until",
                    "confirmed_on",
                    "is_always_open",
                    "apply_from",
                    "apply_until",
                ],
                name="programme_standing",
            ),
            models.Index(
                fields=[
                    "live",
                    "is_public",
                    "kind",
                    "needs",
                    "for_whom",
                    "is_always_open",
                    "apply_from",
                    "apply_until",
                    "year_until",
                ],
                name="programme_facets",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("navigator:support_detail", args=[self.slug])

    @property
    def last_day(self) -> date | None:
        """The last day on which one can apply, or None where no end is known."""
        return day_of(self.apply_until - timedelta(microseconds=1)) if self.apply_until else None

    @property
    def closing_time(self) -> time | None:
        """The hour at which applications close on the last day, or None when the whole day counts."""
        at = in_tokyo(self.apply_until).time() if self.apply_until else time.min
        return at if at != time.min else None

    def as_page(self) -> ProgrammePage:
        """Return what the programme's page shows (two queries for wards and fields)."""
        at = now()
        return ProgrammePage(
            programme=self,
            standing=standing_of(self, at),
            season=season_of(self, at),
            is_stale=is_stale(self.confirmed_on, day_of(at)),
            wards=list(self.wards.all()),
            fields=list(self.fields.all()),
            for_whom=[Audience(word).label for word in self.for_whom],
            stages=[Stage(word).label for word in self.stages],
            needs=[Need(word).label for word in self.needs],
            parts=[block.value for block in self.parts],
            sources=self.source,
        )

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "navigator/support_detail.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"page": self.as_page(), "crumbs": way_to("navigator:support"), "data": {}}
