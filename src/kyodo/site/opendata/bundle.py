"""All sets as one zip: a Frictionless data package that can be kept and checked without a network."""

import json
import zipfile
from tempfile import SpooledTemporaryFile
from typing import IO

from kyodo.site.opendata.catalog import cards
from kyodo.site.opendata.files import csv_lines
from kyodo.site.opendata.tabular import csvw, data_package

#: Held in memory up to here, beyond it in a file that goes with the answer.
_IN_MEMORY = 4 * 1024 * 1024
#: The same data give the same bytes: a zip's own dates would change with every fetch.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def bundle() -> IO[bytes]:
    """Return the zip, ready to be read; rows are written one after another."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "datapackage.json", [_json(data_package())])
        for card in cards():
            _add(archive, f"{card.key}.csv-metadata.json", [_json(csvw(card))])
            _add(archive, f"{card.key}.csv", csv_lines(card))
    file.seek(0)
    return file


def _json(described: object) -> str:
    return json.dumps(described, ensure_ascii=False, indent=1)


def _add(archive: zipfile.ZipFile, name: str, pieces: object) -> None:
    entry = zipfile.ZipInfo(name, _ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as target:
        for piece in pieces:  # type: ignore[attr-defined]
            target.write(piece.encode("utf-8"))
