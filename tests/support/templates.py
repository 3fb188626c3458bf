"""A template of ours that names a variable which does not exist is an error.

Django asks the engine's ``string_if_invalid`` whether it is true; ours answers by looking at
which template is being drawn. Templates of libraries keep Django's behavior: an empty string.
"""

import sys
from pathlib import Path

from django.template.base import Node

ROOT = Path(__file__).resolve().parents[2]
OURS = (str(ROOT / "src"), str(ROOT / "tests"))


class UnknownVariable(Exception):
    """A template of ours uses a name that its page does not give."""


class Unknown(str):
    """An empty string that raises in our own templates."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return _template_of_ours() is not None

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UnknownVariable(f"{_template_of_ours()}: {variable} is not known")


def _template_of_ours() -> str | None:
    frame = sys._getframe(2)
    while frame is not None:
        drawn = frame.f_locals.get("self")
        if isinstance(drawn, Node):
            name = str(getattr(getattr(drawn, "origin", None), "name", ""))
            return name if name.startswith(OURS) or name == "<unknown source>" else None
        frame = frame.f_back  # type: ignore[assignment]
    return None


UNKNOWN = Unknown("")
