"""The CMS as this house uses it: who edits, who checks, and a moderation that always runs.

Wagtail brings the groups Editors and Moderators, a workflow "Moderators approval" and
its permissions; here they get what our own snippets and images need. Running it again
changes nothing, so it follows every ``migrate``.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponseBase
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
)
from wagtail.snippets.models import get_snippet_models

EDITORS, MODERATORS, ADMINISTRATORS = "Editors", "Moderators", "Administrators"


def set_up(**kwargs: Any) -> None:
    """Give the CMS groups their permissions on snippets, images and documents."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in (EDITORS, MODERATORS, ADMINISTRATORS)}
    access = Permission.objects.filter(codename="access_admin")
    for group in groups.values():
        group.permissions.add(*access)
    for model in get_snippet_models():
        _permit_snippet(model, groups)
    _permit_media(groups)
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__endswith="_page"):
        GroupPagePermission.objects.get_or_create(group=groups[ADMINISTRATORS], page=root, permission=permission)


def _permit_snippet(model: type, groups: dict[str, Group]) -> None:
    content_type = ContentType.objects.get_for_model(model)
    own = {p.codename.split("_")[0]: p for p in Permission.objects.filter(content_type=content_type)}
    editing = [own[verb] for verb in ("add", "change", "view") if verb in own]
    groups[EDITORS].permissions.add(*editing)
    for name in (MODERATORS, ADMINISTRATORS):
        groups[name].permissions.add(*own.values())
    workflow = Workflow.objects.filter(active=True).order_by("pk").first()
    if workflow and hasattr(model, "get_workflow"):
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})


def _permit_media(groups: dict[str, Group]) -> None:
    root = Collection.get_first_root_node()
    media = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"],
    )
    for group in groups.values():
        for permission in media:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


class CmsPolicy:
    """Middleware: the CMS's administration answers under its own content security policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            response._csp_config = settings.CMS_CSP  # type: ignore[attr-defined]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response
