"""Addresses of an import desk, for a room to add to its own."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from kyodo.kernel.imports import views
from kyodo.kernel.imports.desk import ImportDesk
from kyodo.kernel.permissions import open_to


def import_urls(desk: ImportDesk, prefix: str) -> list[URLPattern]:
    """Return the pages of a desk below ``prefix`` (``desk/things/import/``), each open by the desk's rule."""
    name = desk.urls.rpartition(":")[2]
    pages: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
        ("", views.files, name),
        ("template/", views.template, f"{name}_template"),
        ("<int:pk>/", views.file, f"{name}_file"),
        ("<int:pk>/columns/", views.columns, f"{name}_columns"),
        ("<int:pk>/apply/", views.apply, f"{name}_apply"),
        ("<int:pk>/discard/", views.discard, f"{name}_discard"),
    ]
    return [path(prefix + route, open_to(desk.rule)(view), {"desk": desk}, name=key) for route, view, key in pages]
