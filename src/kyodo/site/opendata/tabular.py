"""The columns of a set for machines: CSVW metadata, and the table schema of a data package."""

from typing import Any

from django.conf import settings

from kyodo.kernel.registry import Column
from kyodo.site.opendata.catalog import Card, cards, in_language, last_change, page_of, terms, whole

#: Spreadsheets of Japanese offices read UTF-8 only with its mark; readers in Python know it by this name.
ENCODING = "utf-8-sig"
_CSVW_TYPES: dict[str, Any] = {
    "decimal": "decimal", "integer": "integer", "date": "date", "uri": "anyURI",
    "time": {"base": "time", "format": "HH:mm"},
}  # fmt: skip
_SCHEMA_TYPES: dict[str, dict[str, Any]] = {
    "decimal": {"type": "number"}, "integer": {"type": "integer"}, "date": {"type": "date"},
    "time": {"type": "time", "format": "%H:%M"}, "uri": {"type": "string", "format": "uri"},
}  # fmt: skip


def csvw(card: Card) -> dict[str, Any]:
    """Return the CSVW metadata (W3C Tabular Data on the Web) of a set's CSV file."""
    language = settings.LANGUAGE_CODE
    known = terms()
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": f"{card.key}.csv",
        "dc:title": in_language(card.set.title, language),
        "dc:description": in_language(card.set.description, language),
        "dc:publisher": known.publisher,
        "dialect": {"encoding": ENCODING, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_csvw_column(column, language) for column in card.set.columns],
            "primaryKey": list(card.set.unique),
        },
    }
    if known.license_url:
        described["dc:license"] = {"@id": known.license_url}
    if card.updated:
        described["dc:modified"] = card.updated.isoformat()
    return described


def _csvw_column(column: Column, language: str) -> dict[str, Any]:
    described = {
        "name": column.key,
        "titles": column.title,
        "dc:description": in_language(column.description, language),
        "datatype": _CSVW_TYPES.get(column.datatype, "string"),
    }
    return {**described, "required": True} if column.is_required else described


def resource(card: Card) -> dict[str, Any]:
    """Return a set as a resource of a data package, beside which its CSV file stands."""
    language = settings.LANGUAGE_CODE
    titles = {column.key: column.title for column in card.set.columns}
    return {
        "name": card.key.replace("_", "-"),
        "path": f"{card.key}.csv",
        "title": in_language(card.set.title, language),
        "description": in_language(card.set.description, language),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": ENCODING,
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(column, language) for column in card.set.columns],
            "primaryKey": [titles[key] for key in card.set.unique],
            "missingValues": [""],
        },
    }


def _field(column: Column, language: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.title,
        "description": in_language(column.description, language),
        **_SCHEMA_TYPES.get(column.datatype, {"type": "string"}),
    }
    return {**described, "constraints": {"required": True}} if column.is_required else described


def data_package() -> dict[str, Any]:
    """Return the descriptor of all sets together (Frictionless Data Package)."""
    found, known = cards(), terms()
    package: dict[str, Any] = {
        "name": "open-data",
        "title": f"{known.publisher} オープンデータ",
        "homepage": page_of(),
        "profile": "tabular-data-package",
        "resources": [resource(card) for card in found],
        "contributors": [{"title": known.publisher, "role": "publisher"}],
        "sources": [{"title": known.publisher, "path": whole("/data/")}],
    }
    if known.license_name or known.license_url:
        license_ = {"title": known.license_name, "path": known.license_url, "name": known.license_name}
        package["licenses"] = [{key: value for key, value in license_.items() if value}]
    if changed := last_change(found):
        package["created"] = f"{changed.isoformat()}T00:00:00+09:00"
    return package
