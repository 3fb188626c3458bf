"""What a change in the CMS leaves behind: its audit row, and the search in step with it.

Wagtail writes a line into its own log for everything that is done in it, whichever page,
list or button was used, and for what its schedule does by itself. Each line becomes an
audit row at once. Documents are refreshed at the end of the change, when parts and links
are saved too and what was to be deleted is gone. Whoever changes pages by code, such as
the loader of packs, leaves traces of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.models.audit_log import BaseLogEntry

from kyodo.commons.people.identity import Known
from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.search.followers import names_of, refresh
from kyodo.kernel.search.index import Name

CHANNEL = "cms"

#: The things of the change under way, and the documents that followed them when they were touched.
_touched: ContextVar[tuple[list[Model], set[Name]] | None] = ContextVar("touched", default=None)


@contextmanager
def followed() -> Iterator[None]:
    """Make what happens inside one transaction with its audit rows and its documents."""
    things: list[Model] = []
    names: set[Name] = set()
    token = _touched.set((things, names))
    try:
        with transaction.atomic():
            yield
            refresh(names.union(*map(names_of, things)))
    finally:
        _touched.reset(token)


def publish_scheduled() -> None:
    """Publish and take back what is due by its date."""
    with followed():
        call_command("publish_scheduled")


def _logged(instance: BaseLogEntry, created: bool, **kwargs: Any) -> None:
    touched = _touched.get()
    if touched is None or not created or _is_told(instance):
        return
    thing = _thing_of(instance)
    if thing is None:
        return
    facts = {"revision": instance.revision_id} if instance.revision_id else {}
    record(verb=_verb(instance), thing=thing, by=_by(instance), channel=CHANNEL, facts=facts)
    touched[0].append(thing)
    touched[1].update(names_of(thing))


def _is_told(entry: BaseLogEntry) -> bool:
    """Say whether this was told before: saving by itself, a draft writes its line again and again."""
    if not entry.uuid:
        return False
    same = {"uuid": entry.uuid, "action": entry.action, "content_type": entry.content_type}
    same |= {"page": entry.page} if isinstance(entry, PageLogEntry) else {"object_id": entry.object_id}
    return bool(type(entry)._default_manager.filter(**same).exclude(pk=entry.pk).exists())


def _thing_of(entry: BaseLogEntry) -> Model | None:
    model = entry.content_type.model_class()
    if model is None:
        return None
    pk = entry.page_id if isinstance(entry, PageLogEntry) else entry.object_id
    found: Model | None = model._base_manager.filter(pk=pk).first()
    return found or model(pk=pk)


def _verb(entry: BaseLogEntry) -> str:
    return str(entry.action).removeprefix("wagtail.").replace(".", "_")


def _by(entry: BaseLogEntry) -> Who:
    return Known(entry.user) if entry.user else SYSTEM


def follow_the_log() -> None:
    """Begin to follow Wagtail's log; done once at start-up."""
    for model in (PageLogEntry, ModelLogEntry):
        post_save.connect(_logged, sender=model, dispatch_uid=f"kyodo.site.cms.{model.__name__}")
