"""The parts of which a room builds the schema of its records."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Protocol

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class KnownSlugs(Protocol):
    """What the check knows while it looks at a record: every slug that may be pointed at."""

    def has(self, kind: str, slug: str) -> bool: ...
    def like(self, kind: str, slug: str) -> list[str]: ...


@dataclass(frozen=True)
class RefTo:
    """Marks a slug that points at a record of another kind; checked across all files before anything is written.

    Use it as ``Annotated[Slug, RefTo("area")]``.
    """

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "description": f"slug of a record of the kind {self.kind!r}"}

    def _check(self, value: str, info: ValidationInfo) -> str:
        known: KnownSlugs | None = (info.context or {}).get("known")
        if known is not None and not known.has(self.kind, value):
            facts = {"kind": self.kind, "slug": value, "like": known.like(self.kind, value)}
            raise PydanticCustomError("unknown_reference", "no such record", facts)
        return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _web_address_or_title(value: str) -> str:
    if re.match(r"(?i)https?:", value) and not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", value):
        raise PydanticCustomError("web_address", "not a web address")
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", value):
        raise PydanticCustomError("web_address", "not a web address")
    return value


def _partial_day(value: str) -> str:
    parts = value.split("-")
    try:
        date(int(parts[0]), *(int(part) for part in (parts[1:] + ["1", "1"])[:2]))
    except ValueError:
        raise PydanticCustomError("partial_day", "no such day") from None
    return value


def _once(values: list[str]) -> list[str]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise PydanticCustomError("twice_in_list", "stands twice", {"value": value})
        seen.add(value)
    return values


#: Small Latin letters, digits and hyphens: the last part of a public address.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
#: One line of text that is not empty.
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n\r]*$")]
#: Text of any length.
Prose = Annotated[str, StringConstraints(max_length=20_000)]
#: 0NN-NNN-NNNN with the area code, half-width.
Phone = Annotated[str, StringConstraints(pattern=r"^0\d{1,4}-\d{1,4}-\d{3,4}$")]
#: Seven digits, with or without the hyphen; kept without.
Postcode = Annotated[
    str, StringConstraints(pattern=r"^\d{3}-?\d{4}$"), AfterValidator(lambda code: code.replace("-", ""))
]
Mail = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Url = Annotated[str, StringConstraints(max_length=200), AfterValidator(_web_address)]
#: YYYY, YYYY-MM or YYYY-MM-DD: as much of a day as is known.
PartialDay = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_partial_day)]
#: A web address, or the title of a book or paper; one or several.
Sources = Annotated[
    list[Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_web_address_or_title)]],
    BeforeValidator(_listed, json_schema_input_type=str | list[str]),
]
#: For lists of references: the same one twice is a mistake.
Once = AfterValidator(_once)


class Part(BaseModel):
    """A part of a record. An unknown key is an error; a key without a value counts as absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls._keys()}

    @classmethod
    def _keys(cls) -> set[str]:
        return {field.alias or name for name, field in cls.model_fields.items()}


class Record(Part):
    """A record of a pack. Where a fact comes from is always said, unless it is an invented sample."""

    slug: Slug
    demo: bool = False
    source: Annotated[Sources, Field(validate_default=True)] = []

    @field_validator("source")
    @classmethod
    def _says_its_source(cls, source: list[str], info: ValidationInfo) -> list[str]:
        # A ``demo`` that cannot be read is named by itself.
        if not source and info.data.get("demo") is False:
            raise PydanticCustomError("no_source", "no source")
        return source


def keys_of(schema: type[BaseModel]) -> Iterable[str]:
    """Return the keys that a schema knows, as they are written in a file."""
    return [field.alias or name for name, field in schema.model_fields.items()]
