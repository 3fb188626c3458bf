"""``@once``: the same form sent again gets the first answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.idempotency.keys import content_of, key_of, scope_of
from kyodo.kernel.idempotency.models import Sending
from kyodo.kernel.prepared.driver import await_answers
from kyodo.kernel.prepared.making import new
from kyodo.kernel.prepared.writing import AlreadyThere, insert_later, update

View = Callable[..., HttpResponse]

#: What is kept of an answer: where it leads. A creating view answers with a redirect.
_KEPT_HEADERS = ("Location", "HX-Redirect", "HX-Location")


def once(view: View) -> View:
    """Let a creating POST do its work once for each key; stands below ``@open_to``.

    The view runs in one transaction with the row of its key. When it answers with a redirect
    (or with 201 or 204), that is kept and given again; any other answer, such as a form with
    its errors, leaves the key free. Of two at the same moment the second waits for the first.

    Raises ``Unusable`` for a POST without a key, and ``Conflict`` when a used key comes with
    other content: somebody went back, changed the form and sent it again.
    """
    name = f"{view.__module__}.{view.__qualname__}"

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = key_of(request)
        if not key:
            raise Unusable(_("This form was not complete. Please open the page again and send it once more."))
        scope, content = scope_of(request, name), content_of(request)
        # Of two at once one inserts; the other waits for its commit, or takes its place on rollback.
        sending = new(Sending, scope=scope, key=key, content=content)
        try:
            with transaction.atomic():
                insert_later(sending, once_by=["scope", "key"])  # goes with the first that the view asks for
                response = view(request, *args, **kwargs)
                await_answers()
                if sending.pk is None:  # and the view took it for something else
                    raise AlreadyThere(sending)
                if _is_done(response):
                    sending.headers = {name: response[name] for name in _KEPT_HEADERS if response.has_header(name)}
                    sending.status = response.status_code
                    update(sending, "status", "headers")
                else:
                    sending.delete()
                return response
        except AlreadyThere as told:
            if told.thing is not sending:
                raise
        return _answer_again(request, Sending.objects.get(scope=scope, key=key), content)

    return guarded


def _is_done(response: HttpResponse) -> bool:
    return response.status_code in (201, 204, 302, 303) or response.has_header("HX-Redirect")


def _answer_again(request: HttpRequest, kept: Sending, content: str) -> HttpResponse:
    if kept.content != content:
        raise Conflict(
            _("This form was already sent, with other entries. Please open the page again and look how it stands.")
        )
    if kept.headers.get("Location") and hasattr(request, "_messages"):
        # Whoever taps twice never sees the first answer, nor what it said.
        messages.info(request, _("We have received this already. It was done once, not twice."))
    return HttpResponse(status=kept.status, headers=kept.headers)
