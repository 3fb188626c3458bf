"""The gate of the CMS: who gets in, and one transaction for each change.

Wagtail asks for its own permissions inside; what the house knows (roles that end by a
date, an audit, the search) is asked and kept here, around every view of it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase

from kyodo.commons.people.groups import follow_groups
from kyodo.commons.people.identity import Known
from kyodo.commons.people.roles import ADMINISTRATOR, EDITOR, MODERATOR
from kyodo.kernel.permissions import ROLES, Asked, View, holder_of, open_to
from kyodo.site.cms.traces import followed

#: Who works in the CMS; anybody else does not find it.
works_in_cms = holder_of(EDITOR, MODERATOR, ADMINISTRATOR)
#: Accounts and rights are given at the desk, by roles that end; never in the CMS.
CLOSED_NAMESPACES = frozenset({"wagtailusers_users", "wagtailusers_groups"})
CLOSED_APPS = frozenset({"people", "auth"})
_READING = ("GET", "HEAD", "OPTIONS")


def gated(view: View) -> View:
    """Return a view of the CMS behind the gate; what it changes is one transaction with all its traces."""

    @open_to(works_in_cms)
    @wraps(view)
    def opened(request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _is_closed(request):
            raise Http404
        _keep_groups(cast(Known, request.who))
        if request.method in _READING:
            return view(request, *args, **kwargs)
        with followed():
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    return opened


def _is_closed(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    return bool(CLOSED_NAMESPACES & set(match.namespaces)) or match.kwargs.get("app_label") in CLOSED_APPS


def _keep_groups(who: Known) -> None:
    """Take away the rights of a role that ended by its date: groups follow roles, not the other way round."""
    wanted = {group for role in ROLES for group in role.groups if role.key in who.roles}
    managed = {group for role in ROLES for group in role.groups}
    if who.person and managed & set(who.account.groups.values_list("name", flat=True)) != wanted:
        follow_groups(who.person)


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
