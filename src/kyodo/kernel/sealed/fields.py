"""The column of a sealed text: what comes out of it is opaque, and no plain text goes in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models


@dataclass(frozen=True, repr=False)
class Sealed:
    """A text that nobody reads by writing or printing it; see :func:`kyodo.kernel.sealed.keys.opened`."""

    token: str = ""

    def __str__(self) -> str:
        return "▒▒▒" if self.token else ""

    def __repr__(self) -> str:
        return "<sealed>" if self.token else "<sealed: empty>"

    def __bool__(self) -> bool:
        return bool(self.token)


NOTHING = Sealed()


if TYPE_CHECKING:
    _Text = models.TextField[Sealed, Sealed]
else:
    _Text = models.TextField


class SealedField(_Text):
    """A text column that holds what :func:`kyodo.kernel.sealed.keys.seal` returned, and never plain text.

    It is in no form and no administration, and cannot be asked for but by ``isnull``.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"default": NOTHING, "blank": True, **kwargs, "editable": False})

    def deconstruct(self) -> Any:
        """Migrations know the column and no more."""
        name, path, args, kwargs = super().deconstruct()
        for known in ("editable", "default", "blank"):
            kwargs.pop(known, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed:
        """Return the opaque text."""
        return Sealed(value or "")

    def to_python(self, value: Any) -> Sealed:
        """Take what was sealed before; raises ``TypeError`` for plain text."""
        if isinstance(value, Sealed):
            return value
        raise TypeError(f"{self.name} holds sealed text only; seal it first")

    def get_prep_value(self, value: Any) -> str:
        """Return what is kept; raises ``TypeError`` for plain text."""
        return self.to_python(NOTHING if value is None else value).token

    def value_to_string(self, obj: models.Model) -> str:
        """Serializers get nothing to write down."""
        return ""

    def get_lookup(self, lookup_name: str) -> Any:
        """Sealed text cannot be searched, compared or ordered by."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
