"""What one person writes another one publishes: Wagtail's quick ways past the check are closed.

The way is: save, submit, and somebody else approves (:class:`kyodo.site.models.FourEyesTask`).
In an emergency an administrator publishes alone; the audit shows it.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from kyodo.commons.people.roles import ADMINISTRATOR
from kyodo.kernel.permissions import YES, Answer, Who, no


def may_publish_alone(who: Who) -> Answer:
    """Only an administrator publishes without a second person."""
    return YES if who.holds(ADMINISTRATOR) else no("four eyes")


def _may(request: HttpRequest) -> bool:
    return bool(may_publish_alone(request.who))  # type: ignore[attr-defined]


def offer_actions(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer publishing to whoever may do it alone; to everybody else submitting comes first."""
    if not _may(request):
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


def stop_publishing(request: HttpRequest, thing: Any) -> HttpResponse | None:
    """Keep the draft, and say how it goes public."""
    if _may(request):
        return None
    messages.warning(request, _("Your draft is kept. Please submit it: somebody else checks and publishes it."))
    return redirect(AdminURLFinder(request.user).get_edit_url(thing) or "wagtailadmin_home")


def stop_bulk(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Raise ``PermissionDenied`` where many drafts would go public with one click."""
    if action_type == "publish" and not _may(request):
        raise PermissionDenied


def stop_copying(request: HttpRequest, page: Any) -> None:
    """Raise ``PermissionDenied`` where a copy would be public at once."""
    if request.POST.get("publish_copies") and not _may(request):
        raise PermissionDenied
