"""The pages and files of open data."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from kyodo import __version__
from kyodo.kernel.freshness.version import version
from kyodo.kernel.permissions import anyone, open_to
from kyodo.kernel.tables.write import CONTENT_TYPE
from kyodo.site.opendata import dcat, files, linked_data, tabular
from kyodo.site.opendata.bundle import pieces
from kyodo.site.opendata.catalog import card_or_404, cards, columns_of, preview, terms

View = Callable[..., HttpResponseBase]


def validator(request: HttpRequest, **kwargs: Any) -> str:
    """Return the validator of a file: it changes with any public data, and with the program that writes it."""
    return f'"{__version__}-{version()}"'


def data_file(view: View) -> View:
    """A file for everybody: asked again it is sent only when data changed; pages of others may read it."""

    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        response = view(request, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "no-cache"
        return response

    return require_safe(condition(etag_func=validator)(answer))


def as_json(described: Any, kind: str = "application/json") -> HttpResponse:
    """Return a description for machines."""
    text = json.dumps(described, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8")


@open_to(anyone)
@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    """Show all data sets."""
    found, known = cards(), terms()
    context = {"cards": found, "terms": known, "data": partial(linked_data.data_catalog, found, known)}
    return render(request, "site/data.html", context)


@open_to(anyone)
@require_safe
def data_set(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one data set: what it is, its files, its columns, its first rows."""
    card, known = card_or_404(slug), terms()
    context = {
        "card": card, "terms": known, "columns": columns_of(card), "preview": preview(card),
        "data": linked_data.data_set(card, known),
    }  # fmt: skip
    return render(request, "site/data_set.html", context)


@open_to(anyone)
@data_file
def csv_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Give a set as CSV."""
    card = card_or_404(slug)
    response = StreamingHttpResponse(files.csv_lines(card), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{card.key}.csv"'
    response["Link"] = f'<{card.metadata_path}>; rel="describedby"; type="application/csvm+json"'
    return response


@open_to(anyone)
@data_file
def json_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Give a set as JSON."""
    lines = files.json_lines(card_or_404(slug))
    return StreamingHttpResponse(lines, content_type="application/json; charset=utf-8")


@open_to(anyone)
@data_file
def metadata(request: HttpRequest, slug: str) -> HttpResponse:
    """Say for machines what the columns of the CSV file hold."""
    return as_json(tabular.csvw(card_or_404(slug)), "application/csvm+json")


@open_to(anyone)
@data_file
def json_ld(request: HttpRequest) -> HttpResponse:
    """Give the catalogue as DCAT in JSON-LD."""
    return as_json(dcat.as_json_ld(dcat.nodes()), "application/ld+json")


@open_to(anyone)
@data_file
def turtle(request: HttpRequest) -> HttpResponse:
    """Give the catalogue as DCAT in Turtle."""
    return HttpResponse(dcat.as_turtle(dcat.nodes()), content_type="text/turtle; charset=utf-8")


@open_to(anyone)
@data_file
def data_package(request: HttpRequest) -> HttpResponse:
    """Describe all sets as one data package."""
    return as_json(tabular.data_package())


@open_to(anyone)
@data_file
def everything(request: HttpRequest) -> StreamingHttpResponse:
    """Give all sets as one zip."""
    response = StreamingHttpResponse(pieces(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="open-data.zip"'
    return response
