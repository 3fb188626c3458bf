"""Keeping the search in step with what is saved in the CMS.

The CMS saves, publishes and deletes by itself, so this follows Django's own news of it.
Packs and actions bring the index along themselves. What a draft holds is never read:
the document is made anew from what the database holds as public.
"""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.signals import page_published, page_unpublished

from kyodo.kernel.search import index
from kyodo.navigator.documents import KINDS, Kind
from kyodo.navigator.models import GuidePage, SupportProgramme

_BY_MODEL = {kind.model: kind for kind in KINDS.values()}


def refresh(kind: Kind, slug: str) -> None:
    """Write or drop the document of one thing, in the transaction that is under way or in one of its own."""
    with transaction.atomic():
        document = kind.document(slug)
        if document:
            index.put(document)
        else:
            index.drop(kind.name, slug)


def _saved(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        refresh(_BY_MODEL[sender], instance.slug)


def _renamed(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if raw or not instance.pk:
        return
    was = sender._default_manager.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if was and was != instance.slug:
        with transaction.atomic():
            index.drop(_BY_MODEL[sender].name, was)


def _deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    with transaction.atomic():
        index.drop(_BY_MODEL[sender].name, instance.slug)


def _linked(instance: Any, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and isinstance(instance, SupportProgramme):
        refresh(KINDS["support"], instance.slug)


def _page_moved(instance: Any, **kwargs: Any) -> None:
    refresh(KINDS["guide"], instance.slug)


def listen() -> None:
    """Begin to follow; done once at start-up."""
    for model in _BY_MODEL:
        name = model._meta.label_lower
        pre_save.connect(_renamed, sender=model, dispatch_uid=f"kyodo.navigator.renamed.{name}")
        post_save.connect(_saved, sender=model, dispatch_uid=f"kyodo.navigator.saved.{name}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"kyodo.navigator.deleted.{name}")
    for through in (SupportProgramme.wards.through, SupportProgramme.fields.through):
        m2m_changed.connect(_linked, sender=through, dispatch_uid=f"kyodo.navigator.linked.{through._meta.label_lower}")
    for news in (page_published, page_unpublished):
        news.connect(_page_moved, sender=GuidePage, dispatch_uid=f"kyodo.navigator.page.{id(news)}")
