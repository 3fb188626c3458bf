"""A column that keeps as much of a date as is known."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.clock.reading import read_when
from kyodo.kernel.errors import Unusable


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """Text that ``PartialDate.from_iso`` reads, made from what people type: 平成24年度 is kept as FY2012."""

    description = _("a date as far as it is known")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{**kwargs, "max_length": 10})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """Return the form that is kept. Raises ``ValidationError`` with what to write."""
        typed = str(value or "").strip()
        try:
            kept = read_when(typed).iso if typed else ""
        except Unusable as wrong:
            raise ValidationError(str(wrong.message), code="invalid") from wrong
        return str(super().clean(kept, model_instance))

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Leave room for what people type."""
        return super().formfield(*args, **{**kwargs, "max_length": 40})
