"""Videos that somebody else hosts. Nothing of theirs loads before a visitor asks for it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Video(models.Model):
    """A video at a provider outside; the site shows what it is about and a link that leaves."""

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(pgettext_lazy("publication", "title"), max_length=100)
    title_reading = models.CharField(_("title in kana"), max_length=200, blank=True)
    provider = models.CharField(_("provider"), max_length=60)
    url = models.URLField(_("address of the video"), max_length=300)
    summary = models.TextField(_("what it shows"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    has_captions = models.BooleanField(_("captions"), null=True, blank=True)
    transcript = models.TextField(_("what is said, in writing"), blank=True)
    owner = models.CharField(_("responsible for this entry"), max_length=100, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)
    is_public = models.BooleanField(pgettext_lazy("shown entry", "public"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["order", "slug"]
        indexes = [models.Index(fields=["is_public", "order", "slug"], name="video_listing")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('navigator:videos')}#{self.slug}"
