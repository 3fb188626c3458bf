"""Guides: pages that people of the city write, review and publish in the CMS."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.models import AbstractRendition, Image
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from kyodo.commons.places.public import Desk
from kyodo.kernel.editing.fields import StreamColumn
from kyodo.navigator.blocks import GUIDE, PICTURE_SIZE, table_rows
from kyodo.navigator.states import GuideGroup
from kyodo.navigator.words import way_to

#: A shelf that is longer has no "before" and "next" beyond this many guides.
LONGEST_SHELF = 200


class GuideIndexPage(Page):
    """The shelf of all guides; there is one, and it answers at ``/guides/``."""

    max_count = 1
    subpage_types = ["navigator.GuidePage"]

    class Meta:
        verbose_name = _("shelf of guides")

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], reverse("navigator:guides"))


class GuidePage(Page):
    """A guide. Its address is ``/guides/<slug>/``."""

    group = models.CharField(_("shelf"), max_length=20, choices=GuideGroup, default=GuideGroup.BASICS)
    title_reading = models.CharField(_("title in kana"), max_length=200, blank=True)
    summary = models.CharField(pgettext_lazy("publication", "summary"), max_length=150, blank=True)
    order = models.PositiveSmallIntegerField(_("order on the shelf"), default=100)
    body = StreamColumn(GUIDE, verbose_name=_("text"), blank=True)
    keeper = models.CharField(_("responsible for this entry"), max_length=100, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    is_demo = models.BooleanField(_("sample"), default=False)

    template = "navigator/guide_detail.html"
    parent_page_types = ["navigator.GuideIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("title_reading"),
        FieldPanel("group"),
        FieldPanel("order"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("keeper"), FieldPanel("confirmed_on"), FieldPanel("is_demo")], _("who answers for it")
        ),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], self.get_absolute_url())

    def get_absolute_url(self) -> str:
        return reverse("navigator:guide_detail", args=[self.slug])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows; the CMS's preview draws a draft by the same."""
        before, after = self.neighbors()
        return {
            **super().get_context(request, *args, **kwargs),
            "guide": self,
            "blocks": self.blocks(),
            "before": before,
            "after": after,
            "crumbs": way_to("navigator:guides"),
            "data": {},
        }

    def neighbors(self) -> tuple["GuidePage | None", "GuidePage | None"]:
        """Return the guide before and after this one on its shelf."""
        others = GuidePage.objects.live().public().filter(group=self.group).only("slug", "title", "group", "order")
        shelf = list(others.order_by("order", "pk")[:LONGEST_SHELF])
        here = next((number for number, other in enumerate(shelf) if other.pk == self.pk), None)
        if here is None:
            return None, None
        return shelf[here - 1] if here else None, shelf[here + 1] if here + 1 < len(shelf) else None

    def blocks(self) -> list[dict[str, Any]]:
        """Return the text for drawing: ``kind``, ``value``, and the desk or picture itself (few queries for all)."""
        slugs = {block.value["desk"] for block in self.body if block.block_type == "desk"}
        desks = {desk.slug: desk for desk in Desk.objects.filter(slug__in=slugs)} if slugs else {}
        pictures = self._pictures()
        found = []
        for block in self.body:
            value = {"kind": block.block_type, "value": block.value}
            if block.block_type == "desk":
                value["desk"] = desks.get(block.value["desk"])
            if block.block_type == "table":
                value["table"] = table_rows(block.value["lines"])
            if block.block_type == "picture":
                value["picture"] = block.value["picture"] and pictures.get(block.value["picture"].pk)
            found.append(value)
        return found

    def _pictures(self) -> dict[int, AbstractRendition]:
        """Return the pictures of the text in the size in which they are shown, by the id of the picture."""
        ids = [block["value"]["picture"] for block in self.body.raw_data if block["type"] == "picture"]
        images = Image.objects.filter(pk__in=ids).prefetch_renditions(PICTURE_SIZE) if ids else ()
        return {image.pk: get_rendition_or_not_found(image, PICTURE_SIZE) for image in images}
