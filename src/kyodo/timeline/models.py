"""What the city wrote of its way: eras of its policy, lanes of events, milestones."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.clock.fields import PartialDateField

_PATH_OR_ADDRESS = re.compile(r"/(?!/)\S*|https?://[^\s/]+(/\S*)?")


def validate_link(value: str) -> None:
    """Take a path of this site or a web address."""
    if not _PATH_OR_ADDRESS.fullmatch(value):
        raise ValidationError(
            _("Please write a path of this site such as /places/, or an address that begins with https://.")
        )


class Era(models.Model):
    """A stretch of the city's policy. Nothing that is known only to the year falls between two of them."""

    slug = models.SlugField(unique=True, max_length=50)
    name = models.CharField(pgettext_lazy("period", "name"), max_length=60)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"), blank=True)
    mark = models.TextField(_("what marks it"), blank=True)
    is_official = models.BooleanField(
        _("the city's own division"),
        default=False,
        help_text=_("Without this the page says that the division is this site's own."),
    )
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("policy", "era")
        verbose_name_plural = pgettext_lazy("policy", "eras")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Lane(models.Model):
    """A line of events, such as what happened to the support center. ``slug`` is its key for other rooms."""

    slug = models.SlugField(_("key"), unique=True, max_length=50)
    name = models.CharField(pgettext_lazy("lane", "name"), max_length=30)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("timeline", "lane")
        verbose_name_plural = pgettext_lazy("timeline", "lanes")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """Something that happened, with its sources. ``link`` leads to a related page, here or elsewhere."""

    slug = models.SlugField(unique=True, max_length=50)
    title = models.CharField(pgettext_lazy("milestone", "what happened"), max_length=120)
    title_reading = models.CharField(_("title in kana"), max_length=200, blank=True)
    on = PartialDateField(
        pgettext_lazy("milestone", "when"),
        help_text=_("As far as it is known: 2015年6月26日, 平成27年7月, 1999年, 平成24年度, 昭和40年代."),
    )
    until = PartialDateField(
        pgettext_lazy("milestone", "until"),
        blank=True,
        help_text=_("Only for what took a while: its last day or month."),
    )
    lane = models.ForeignKey(Lane, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("lane"))
    text = models.TextField(pgettext_lazy("milestone", "in one or two sentences"), blank=True)
    link = models.CharField(
        pgettext_lazy("milestone", "related page"), max_length=300, blank=True, validators=[validate_link]
    )
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    is_public = models.BooleanField(pgettext_lazy("shown entry", "public"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("timeline", "milestone")
        verbose_name_plural = pgettext_lazy("timeline", "milestones")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('timeline:list')}#m-{self.slug}"
