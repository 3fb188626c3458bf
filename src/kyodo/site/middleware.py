"""Errors with words become pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from kyodo.kernel.errors import Told


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
