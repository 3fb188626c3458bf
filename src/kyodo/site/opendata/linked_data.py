"""The pages of open data in the words of schema.org: DataCatalog and Dataset."""

from collections.abc import Sequence
from typing import Any

from kyodo.site.opendata.catalog import Card, Terms, page_of, whole


def data_catalog(found: Sequence[Card], known: Terms) -> dict[str, Any]:
    """Return the catalogue with its sets."""
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": page_of(),
        "url": page_of(),
        "name": known.publisher,
        "dataset": [_data_set(card, known) for card in found],
    }


def data_set(card: Card, known: Terms) -> dict[str, Any]:
    """Return one set with its files."""
    return {
        "@context": "https://schema.org",
        **_data_set(card, known),
        "includedInDataCatalog": {"@type": "DataCatalog", "url": page_of(), "name": known.publisher},
    }


def _data_set(card: Card, known: Terms) -> dict[str, Any]:
    files = [(card.csv_path, "text/csv"), (card.json_path, "application/json")]
    data: dict[str, Any] = {
        "@type": "Dataset",
        "@id": page_of(card),
        "url": page_of(card),
        "name": str(card.set.title),
        "description": str(card.set.description),
        "keywords": [str(word) for word in card.set.keywords],
        "isAccessibleForFree": True,
        "license": known.license_url,
        "dateModified": card.updated.isoformat() if card.updated else "",
        "publisher": {"@type": "Organization", "name": known.publisher},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": whole(path), "encodingFormat": kind} for path, kind in files
        ],
    }
    return {name: value for name, value in data.items() if value}
