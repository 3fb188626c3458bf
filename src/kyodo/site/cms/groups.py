"""The groups of the CMS, what each may do, and a moderation that always runs.

=================  ==========================================================================
``Editors``        write pages and entries that have a draft; nothing of it goes public by them
``Moderators``     publish what others wrote; change look-up tables, which have no draft
``Administrators`` the same, and publish by themselves in an emergency
=================  ==========================================================================

Running it again changes nothing, so it follows every ``migrate``.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowMixin,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from kyodo.site.models import FourEyesTask

EDITORS, MODERATORS, ADMINISTRATORS = "Editors", "Moderators", "Administrators"
_WRITE = ("add", "change", "view")
_PAGES = {
    EDITORS: ("add", "change"),
    MODERATORS: ("add", "change", "publish", "lock", "unlock"),
    ADMINISTRATORS: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
_MEDIA = ("add", "change", "choose")
#: The names that Wagtail's first migrations gave; whatever somebody wrote instead stays.
_FIRST_WORKFLOW, _FIRST_TITLE = "Moderators approval", "Welcome to your new Wagtail site!"


def set_up(**kwargs: Any) -> None:
    """Give the groups their permissions, and the moderation its task, its groups and its kinds."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in (EDITORS, MODERATORS, ADMINISTRATORS)}
    for group in groups.values():
        group.permissions.add(*Permission.objects.filter(codename="access_admin"))
        _permit_pages(group)
        _permit_media(group)
    for model in get_snippet_models():
        _permit_snippet(model, groups)
    with translation.override(settings.LANGUAGE_CODE):
        _moderate(groups)
        Page.objects.filter(depth=2, title=_FIRST_TITLE).update(title=_("The site"), draft_title=_("The site"))


def _permit_pages(group: Group) -> None:
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{verb}_page" for verb in _PAGES[group.name]]
    )
    given = GroupPagePermission.objects.filter(group=group, page=root)
    given.exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _permit_snippet(model: type[Model], groups: dict[str, Group]) -> None:
    """What has no draft is public with the click that saves it, so it takes somebody who may publish."""
    own = Permission.objects.filter(content_type=ContentType.objects.get_for_model(model))
    has_draft = issubclass(model, WorkflowMixin)
    _keep(groups[EDITORS], own, _WRITE if has_draft else ("view",))
    for name in (MODERATORS, ADMINISTRATORS):
        groups[name].permissions.add(*own)


def _keep(group: Group, permissions: Iterable[Permission], verbs: Iterable[str]) -> None:
    for permission in permissions:
        is_wanted = permission.codename.split("_")[0] in verbs
        (group.permissions.add if is_wanted else group.permissions.remove)(permission)


def _permit_media(group: Group) -> None:
    root = Collection.get_first_root_node()
    media = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=[f"{verb}_{noun}" for verb in _MEDIA for noun in ("image", "document")],
    )
    for permission in media:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _moderate(groups: dict[str, Group]) -> None:
    """Let every page and every entry with a draft pass the check of a second person."""
    workflow = Workflow.objects.filter(active=True).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=_("check before publication"))
    elif workflow.name == _FIRST_WORKFLOW:
        Workflow.objects.filter(pk=workflow.pk).update(name=_("check before publication"))
    task = FourEyesTask.objects.order_by("pk").first()
    task = task or FourEyesTask.objects.create(name=_("check by a second person"))
    task.groups.set([groups[MODERATORS], groups[ADMINISTRATORS]])
    WorkflowTask.objects.filter(workflow=workflow).exclude(task=task).delete()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    for model in get_snippet_models():
        if issubclass(model, WorkflowMixin):
            content_type = ContentType.objects.get_for_model(model)
            WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
