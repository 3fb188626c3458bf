"""An issue and its articles."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from kyodo.center.newsletters.blocks import STORY, ready
from kyodo.center.newsletters.models.series import Series
from kyodo.center.newsletters.states import PUBLIC_STATES, IssueState
from kyodo.commons.people.public import Person
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.clock.validators import partial_day
from kyodo.kernel.editing.fields import StreamColumn


class Issue(models.Model):  # type: ignore[django-manager-missing]  # articles are rows of an untyped library
    """One issue. ``key`` is its part of the address: the number, or the month where there is none.

    An issue with a ``link`` lies elsewhere: this site only says so and leads there. ``made_by`` is who began it;
    ``reviewed_by`` is another one, and ``reviewed_as`` says what exactly was looked at
    (:func:`kyodo.center.newsletters.queries.issues.digest_of`), so that nothing else is published.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="issues", verbose_name=_("newsletter"))
    slug = models.SlugField(unique=True, max_length=80, editable=False)
    key = models.CharField(max_length=20, editable=False)
    number = models.PositiveIntegerField(pgettext_lazy("newsletter", "number"), null=True, blank=True)
    month = models.CharField(
        pgettext_lazy("newsletter", "month"), max_length=10, validators=[partial_day], help_text=_("such as 2026-12")
    )
    title = models.CharField(pgettext_lazy("newsletter", "headline"), max_length=120, blank=True)
    lead = models.CharField(pgettext_lazy("newsletter", "what it tells"), max_length=300, blank=True)
    link = models.URLField(_("where it lies"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=IssueState, default=IssueState.DRAFT)
    made_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_as = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    is_public = models.BooleanField(pgettext_lazy("shown entry", "public"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("newsletter", "issue")
        verbose_name_plural = pgettext_lazy("newsletter", "issues")
        ordering = ["-month", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "key"], name="issue_once_in_series",
                violation_error_message=_("This issue exists already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[IssueState.REVIEWED]) | ~Q(reviewed_as=""), name="issue_reviewed_as_it_is"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["is_public", "state", "-month", "-id"], name="issue_newest")]

    def __str__(self) -> str:
        return f"{self.series.name} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("newsletters:issue", args=[self.series.slug, self.key])

    @property
    def label(self) -> str:
        """How the issue is called: its number and its month."""
        month = PartialDate.from_iso(self.month).text()
        if self.number is None:
            return month
        return pgettext("newsletter", "No. %(number)s (%(month)s)") % {"number": self.number, "month": month}

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read it."""
        return self.is_public and self.state in PUBLIC_STATES and self.series.is_public


class Article(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """An article of an issue, written in the CMS. It is public once it and its issue are."""

    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, related_name="articles", verbose_name=pgettext_lazy("newsletter", "issue")
    )
    slug = models.SlugField(max_length=60)
    title = models.CharField(pgettext_lazy("publication", "title"), max_length=80)
    title_reading = models.CharField(_("title in kana"), max_length=150, blank=True)
    rubric = models.CharField(
        pgettext_lazy("newsletter", "column"), max_length=30, blank=True, help_text=_("the name of a regular column")
    )
    lead = models.CharField(
        pgettext_lazy("newsletter", "lead"), max_length=300, help_text=_("what it is about; also read in the mail")
    )
    byline = models.CharField(
        _("who wrote it"), max_length=100, blank=True, help_text=_("with their consent; shown under the title")
    )
    body = StreamColumn(STORY, verbose_name=pgettext_lazy("newsletter", "text"), blank=True)
    is_feature = models.BooleanField(_("begins on a page of its own"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="newsletter_article",
        for_concrete_model=False,
    )

    class Meta:
        verbose_name = pgettext_lazy("newsletter", "article")
        verbose_name_plural = pgettext_lazy("newsletter", "articles")
        ordering = ["issue", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "slug"], name="article_once_in_issue",
                violation_error_message=_("The issue has an article of this short name already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("newsletters:article", args=[self.issue.series.slug, self.issue.key, self.slug])

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read it."""
        return bool(self.live and self.issue.is_shown)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "newsletters/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return what a draft shows: its own words; lists of events follow with the page."""
        return {"article": self, "blocks": [ready(block) for block in self.body]}
