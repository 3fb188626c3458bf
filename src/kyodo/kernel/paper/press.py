"""From a sheet and its data to a PDF or to pictures."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.template import TemplateDoesNotExist
from django.template.utils import get_app_template_dirs

from kyodo.kernel.clock.now import now

#: Sheets and what they import lie below this folder; nothing outside it can be read.
ROOT = Path(__file__).resolve().parents[2]
FONTS = Path(__file__).parent / "fonts"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def _path_of(sheet: str) -> str:
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / sheet
        if path.is_file() and path.is_relative_to(ROOT):
            return str(path)
    raise TemplateDoesNotExist(sheet)


def _place(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return where a sheet finds its fonts, what it imports, and its data."""
    words = json.dumps(data, ensure_ascii=False, default=str)
    return {"root": str(ROOT), "font_paths": _fonts(), "ignore_system_fonts": True, "sys_inputs": {"data": words}}


def _set(sheet: str, data: Mapping[str, Any], **how: Any) -> Any:
    return typst.compile(_path_of(sheet), **_place(data), **how)


def pdf(sheet: str, data: Mapping[str, Any], made_at: datetime | None = None) -> bytes:
    """Return a sheet as PDF/UA-1 (ISO 14289: readable aloud); the same data and moment give the same bytes.

    ``sheet`` names the template as ``<room>/paper/<name>.typ``; ``data`` must fit into JSON and is there
    read as ``paper.data``. Raises ``TemplateDoesNotExist``, and ``typst.TypstError`` for a sheet with a
    fault, such as a picture without a text that stands for it.
    """
    return cast(
        bytes, _set(sheet, data, format="pdf", pdf_standards=["ua-1"], timestamp=int((made_at or now()).timestamp()))
    )


def pictures(sheet: str, data: Mapping[str, Any], ppi: float = 144) -> list[bytes]:
    """Return the pages of a sheet as PNG, ``ppi`` pixels an inch."""
    made = _set(sheet, data, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made)


def noted(sheet: str, data: Mapping[str, Any], label: str) -> list[Any]:
    """Return what a sheet notes of itself once it is set: the values of its ``metadata`` under a label, in order.

    What is set twice with the same data costs little the second time.
    """
    found: list[Any] = json.loads(typst.query(_path_of(sheet), f"<{label}>", field="value", **_place(data)))
    return found
