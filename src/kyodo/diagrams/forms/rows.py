"""Plain forms made of rows, such as partners and ties: rows are added and deleted by buttons that send the form.

Nothing typed is ever lost: what was sent is kept as it was typed, row by row, and is checked
only when somebody saves. Works without JavaScript.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from kyodo.kernel.registry import Text

#: What was typed in a row, by field.
Raw = dict[str, str]
#: More rows than this are not taken from one sending.
MOST = 200


class Row(forms.Form):
    """One row. ``said`` names the fields that make it more than an empty row."""

    said: ClassVar[tuple[str, ...]]

    @classmethod
    def names(cls) -> list[str]:
        """Return the names of the fields."""
        return list(cls.base_fields)

    @classmethod
    def is_blank(cls, raw: Raw) -> bool:
        """Say whether nothing was typed that counts."""
        return not any(raw.get(name, "").strip() for name in cls.said)


class RowsForm:
    """Rows of several kinds in one form: ``kinds`` maps the name of each kind to its row.

    ``do`` is the button that was pressed: ``save``, ``add:partner``, ``delete:partner:2`` or
    another word that a form knows. Rows are checked only for ``save``.
    """

    kinds: Mapping[str, type[Row]]
    labels: Mapping[str, Text]

    def __init__(self, raws: Mapping[str, Sequence[Raw]], do: str = ""):
        self.raws = {name: [dict(raw) for raw in raws.get(name, ())] for name in self.kinds}
        self.do = do
        self.focus = ""
        #: What concerns the whole form, such as a conflict.
        self.told: list[Text] = []
        self._act()
        self.prepare()
        self.rows = {name: [self._row(name, n, raw) for n, raw in enumerate(raws)] for name, raws in self.raws.items()}

    @classmethod
    def read(cls, data: QueryDict) -> dict[str, list[Raw]]:
        """Return what was typed, row by row."""
        return {name: _typed(data, name, row.names()) for name, row in cls.kinds.items()}

    def _act(self) -> None:
        verb, _colon, rest = self.do.partition(":")
        name, _colon, number = rest.partition(":")
        if name not in self.kinds:
            return
        if verb == "add" and len(self.raws[name]) < MOST:
            self.raws[name].append({})
            self.focus = f"{name}-{len(self.raws[name]) - 1}"
        elif verb == "delete" and number.isdecimal() and int(number) < len(self.raws[name]):
            self.delete(name, int(number))
            self.focus = f"add:{name}"

    def delete(self, name: str, number: int) -> None:
        """Take a row away."""
        del self.raws[name][number]

    def prepare(self) -> None:
        """Complete what was typed before the rows are made."""

    def _row(self, name: str, number: int, raw: Raw) -> Row:
        kind, prefix = self.kinds[name], f"{name}-{number}"
        checks = self.is_saving and not kind.is_blank(raw)
        data = {f"{prefix}-{field}": value for field, value in raw.items()} if checks else None
        row = kind(data, initial=raw, prefix=prefix)
        if self.focus == prefix:
            row.fields[kind.said[0]].widget.attrs["autofocus"] = True
        self.shape(name, number, row)
        return row

    def shape(self, name: str, number: int, row: Row) -> None:
        """Fit a row to the others, such as the choices of a tie."""

    @property
    def is_saving(self) -> bool:
        return self.do == "save"

    def filled(self, name: str) -> list[tuple[int, Row]]:
        """Return the rows of a kind that are more than empty, with their numbers."""
        return [(n, row) for n, row in enumerate(self.rows[name]) if row.is_bound]

    def is_valid(self) -> bool:
        """Check all rows, and then what they are together."""
        alone = [row.is_valid() for name in self.kinds for _n, row in self.filled(name)]
        self.clean()
        return all(alone) and not self.told and not self.faults

    def clean(self) -> None:
        """Check what rows are together; adds its errors to the rows."""

    @property
    def faults(self) -> list[tuple[Text, int, Any]]:
        """What is wrong, as (kind of row, its number counted from one, the field)."""
        return list(self._faults())

    def _faults(self) -> Iterator[tuple[Text, int, Any]]:
        for name in self.kinds:
            for number, row in self.filled(name):
                yield from ((self.labels[name], number + 1, field) for field in row if field.errors)


def _typed(data: QueryDict, name: str, fields: Sequence[str]) -> list[Raw]:
    count = data.get(f"{name}-count", "")
    number = min(int(count), MOST) if count.isascii() and count.isdigit() and len(count) < 5 else 0
    return [{field: data.get(f"{name}-{n}-{field}", "").replace("\x00", "") for field in fields} for n in range(number)]
