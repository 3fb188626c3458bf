"""Model fields for what people edit in the CMS."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models.lookups import PatternLookup
from wagtail.fields import StreamField


class WordsField(models.CharField):  # type: ignore[type-arg]
    """A short list of words out of fixed choices, stored as ``|money|place|``.

    In Python a list of strings in the order of the choices. One column answers "is this
    word among them" with the lookup ``has`` on every database, so a facet needs no join.
    """

    def __init__(self, *args: Any, words: Iterable[tuple[str, Any]] = (), **kwargs: Any):
        self.words = list(words)
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def to_python(self, value: Any) -> list[str]:
        if value is None:
            return []
        words = value.split("|") if isinstance(value, str) else list(value)
        return [str(word) for word in words if word]

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[str]:
        return self.to_python(value)

    def get_prep_value(self, value: Any) -> str:
        words = self.to_python(value)
        order = {word: place for place, (word, _label) in enumerate(self.words)}
        words = sorted(dict.fromkeys(words), key=lambda word: order.get(word, len(order)))
        return f"|{'|'.join(words)}|" if words else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        words = self.to_python(value)
        super().clean(self.get_prep_value(words), model_instance)
        return words

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.words,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


@WordsField.register_lookup
class Has(PatternLookup):
    """``field__has="money"``: the word is among those listed."""

    lookup_name = "has"
    prepare_rhs = False

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"LIKE {rhs} ESCAPE '!'"

    def process_rhs(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        word = str(self.rhs).replace("!", "!!").replace("%", "!%").replace("_", "!_").replace("|", "")
        return "%s", (f"%|{word}|%",)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} {self.get_rhs_op(connection, right)}", (*left_params, *right_params)


class StreamColumn(StreamField):  # type: ignore[misc]
    """A stream of blocks whose definition stays out of migrations: changing a block is not a migration."""

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
