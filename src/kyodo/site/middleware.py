"""The language of an address; errors with words become pages; an address that moved leads on."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import activate, get_language, get_language_from_path
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from kyodo.kernel.errors import Told


class LanguageMiddleware:
    """Speaks the language of the address: ``/en/…`` is English, everything else Japanese (ADR 2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.others = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        first = request.path_info[1:].partition("/")[0]
        activate(first if first in self.others else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", get_language())
        return response


class ToldMiddleware:
    """Shows a :class:`~kyodo.kernel.errors.Told` as a page with its reason and its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an error that was meant to be read; anything else goes on to Django."""
        if not isinstance(exception, Told):
            return None
        return render(request, "ui/told.html", {"message": exception.message}, status=exception.status)


class MovedMiddleware:
    """Leads from the old address of a page to where it stands now, in the language that was asked for.

    Stands innermost, so it sees every 404 first; what was found is answered as ever. A page that
    is not public leads nowhere: its new address would tell of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        prefix = f"/{get_language()}" if get_language_from_path(request.path_info) else ""
        path = request.path_info.removeprefix(prefix)
        moved = get_redirect(request, Redirect.normalise_path(path, decode_unicode=False))
        if moved is None or not moved.link or not _is_open(moved):
            return response
        kind = HttpResponsePermanentRedirect if moved.is_permanent else HttpResponseRedirect
        return kind(moved.link)


def _is_open(moved: Redirect) -> bool:
    page = moved.redirect_page
    return page is None or (page.live and not page.get_view_restrictions().exists())
