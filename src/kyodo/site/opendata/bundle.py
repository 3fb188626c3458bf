"""All sets as one zip: a Frictionless data package that can be kept and checked without a network."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

from kyodo.site.opendata.catalog import cards
from kyodo.site.opendata.files import csv_lines
from kyodo.site.opendata.tabular import csvw, data_package

#: Held in memory up to here, beyond it in a file that goes with the answer.
_IN_MEMORY = 4 * 1024 * 1024
_BLOCK = 1 << 16
#: The same data give the same bytes: a zip's own dates would change with every fetch.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def pieces() -> Iterator[bytes]:
    """Yield the zip piece by piece; rows are written one after another."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, "datapackage.json", [_json(data_package())])
            for card in cards():
                _add(archive, f"{card.key}.csv-metadata.json", [_json(csvw(card))])
                _add(archive, f"{card.key}.csv", csv_lines(card))
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


def _json(described: object) -> str:
    return json.dumps(described, ensure_ascii=False, indent=1)


def _add(archive: zipfile.ZipFile, name: str, texts: Iterable[str]) -> None:
    entry = zipfile.ZipInfo(name, _ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as target:
        for text in texts:
            target.write(text.encode("utf-8"))
