"""Widgets for lists that a column keeps as JSON: people type lines, not brackets."""

import json
from typing import Any

import yaml
from django import forms


class Lines(forms.Textarea):
    """A list of texts, one a line."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"rows": 3, **(attrs or {})})

    def format_value(self, value: Any) -> str:
        """Return the lines of a list that is given as JSON."""
        kept = _list_of(value)
        return str(value or "") if kept is None else "\n".join(map(str, kept))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the typed lines as JSON; empty ones are left out."""
        typed = data.get(name)
        return None if typed is None else json.dumps([line.strip() for line in typed.splitlines() if line.strip()])


class Entries(forms.Textarea):
    """A list of small entries, typed in YAML, such as ``- days: 24We``.

    What cannot be read as YAML arrives as one text, so that the column's own check says what is wrong.
    """

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"rows": 8, **(attrs or {})})

    def format_value(self, value: Any) -> str:
        """Return the entries of a list that is given as JSON."""
        kept = _list_of(value)
        if kept is None:
            return _text_of(value)
        return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False) if kept else ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the typed entries as JSON."""
        typed = data.get(name)
        if typed is None:
            return None
        try:
            read = yaml.safe_load(typed)
        except yaml.YAMLError:
            read = typed
        return json.dumps([] if read is None else read, default=str)


def _list_of(value: Any) -> list[Any] | None:
    try:
        read = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return read if isinstance(read, list) else None


def _text_of(value: Any) -> str:
    try:
        return str(json.loads(value))
    except (TypeError, ValueError):
        return str(value or "")
