"""From an error of a schema to words: what is wrong, and what is allowed."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from pydantic import BaseModel, RootModel

from kyodo.kernel.packs.record import keys_of

Error = Mapping[str, Any]

_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": gettext_lazy("write small Latin letters, digits and hyphens, such as main-hall"),
    r"^[^\n\r]*$": gettext_lazy("write it in one line"),
    r"^0\d{1,4}-\d{1,4}-\d{3,4}$": gettext_lazy("write area code and hyphens, half-width: 03-1234-5678"),
    r"^\d{3}-?\d{4}$": gettext_lazy("write seven half-width digits, for example 100-0001"),
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": gettext_lazy("write a mail address, for example office@example.jp"),
    r"^\d{4}(-\d{2}(-\d{2})?)?$": gettext_lazy("write 2018, 2018-04 or 2018-04-01"),
}
_DAY = gettext_lazy("write a day as 2018-04-01")
_TIME = gettext_lazy('write a time as "09:00"')
_NUMBER = gettext_lazy("write a whole number in half-width digits, without commas")
_DECIMAL = gettext_lazy("write a number in half-width digits, without commas")
_YES_NO = gettext_lazy("write true or false")
_TEXT = gettext_lazy("write text")
_LIST = gettext_lazy("write a list, one item a line with - before it")
_KEYS = gettext_lazy("write keys with their values below it")

#: Type of a pydantic error → what is allowed. Prefixes, the longest first.
_ALLOWED: dict[str, Any] = {
    "date": _DAY, "time": _TIME, "int": _NUMBER, "float": _DECIMAL, "decimal": _DECIMAL, "bool": _YES_NO,
    "string_type": _TEXT, "list_type": _LIST, "tuple_type": _LIST, "set_type": _LIST, "frozen_set_type": _LIST,
    "model": _KEYS, "dict_type": _KEYS,
}  # fmt: skip


def suggestion(word: str, allowed: Iterable[str]) -> str:
    """Return "did you mean …?" for the nearest allowed word, or all allowed words when none is near."""
    words = list(allowed)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return _("did you mean %(word)s?") % {"word": near[0]}
    if not words:
        return _("there is none yet")
    shown = ", ".join(words[:40]) + (" …" if len(words) > 40 else "")
    return _("allowed: %(words)s") % {"words": shown}


def _schemas_at(schema: type[BaseModel], place: Iterable[Any]) -> list[type[BaseModel]]:
    """Return the schemas of the part in which an error stands; a union has several."""
    here = [schema]
    for step in place:
        fields = [(one, f) for one in here for name, f in one.model_fields.items() if step in (name, f.alias)]
        if fields:
            # A key that holds no part is the name of a union's member: it says which one is meant.
            here = [part for _one, f in fields for part in _parts_of(f.annotation)] or [one for one, _f in fields]
    return here


def _parts_of(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return _parts_of(annotation.model_fields["root"].annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _parts_of(part)]


def _unknown_key(error: Error, schema: type[BaseModel]) -> str:
    place = error["loc"]
    known = sorted({key for part in _schemas_at(schema, place[:-1]) for key in keys_of(part)})
    words = _("the key %(key)s is not known here; %(allowed)s")
    return words % {"key": place[-1], "allowed": suggestion(str(place[-1]), known)}


def _missing(error: Error, schema: type[BaseModel]) -> str:
    return _("the key %(key)s is missing; it is required") % {"key": error["loc"][-1]}


def _choice(error: Error, schema: type[BaseModel]) -> str:
    expected = str(error["ctx"].get("expected", "")).replace(" or ", ", ").replace("'", "")
    words = [word.strip() for word in expected.split(",") if word.strip()]
    listed = _("allowed: %(words)s") % {"words": ", ".join(words)}
    return _("%(key)s is %(value)s; %(allowed)s") % {**_key_and_value(error), "allowed": listed}


def _reference(error: Error, schema: type[BaseModel]) -> str:
    facts = error["ctx"]
    words = _("%(key)s points at %(slug)s, but no record of the kind %(kind)s has that slug; %(allowed)s")
    allowed = suggestion(facts["slug"], facts["like"])
    return words % {"key": _key(error), "slug": facts["slug"], "kind": facts["kind"], "allowed": allowed}


def _too_long(error: Error, schema: type[BaseModel]) -> str:
    words = _("%(key)s has %(length)d characters; at most %(most)d are allowed")
    return words % {"key": _key(error), "length": len(str(error["input"])), "most": error["ctx"]["max_length"]}


def _too_short(error: Error, schema: type[BaseModel]) -> str:
    return _("%(key)s is empty; write it or leave the key out") % {"key": _key(error)}


def _pattern(error: Error, schema: type[BaseModel]) -> str:
    pattern = error["ctx"]["pattern"]
    allowed = _PATTERNS.get(pattern, _("allowed: %(words)s") % {"words": pattern})
    return _("%(key)s is %(value)s; %(allowed)s") % {**_key_and_value(error), "allowed": allowed}


def _own_words(error: Error, schema: type[BaseModel]) -> str:
    """A validator of a room said it in its own words (``raise ValueError(words)``)."""
    cause = error.get("ctx", {}).get("error")
    words = str(cause) if cause else str(error["msg"])
    return f"{_key(error)}: {words}" if error["loc"] else words


def _bound(error: Error, schema: type[BaseModel]) -> str:
    signs = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
    bounds = ", ".join(f"{signs[key]} {value}" for key, value in error["ctx"].items() if key in signs)
    allowed = _("allowed: %(words)s") % {"words": bounds}
    return _("%(key)s is %(value)s; %(allowed)s") % {**_key_and_value(error), "allowed": allowed}


def _said(words: Any) -> Callable[[Error, type[BaseModel]], str]:
    return lambda error, schema: str(words) % _key_and_value(error)


_WORDS: dict[str, Callable[[Error, type[BaseModel]], str]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "enum": _choice,
    "literal_error": _choice,
    "union_tag_invalid": _own_words,
    "unknown_reference": _reference,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "string_pattern_mismatch": _pattern,
    "too_short": _too_short,
    "value_error": _own_words,
    "greater_than": _bound,
    "greater_than_equal": _bound,
    "less_than": _bound,
    "less_than_equal": _bound,
    "no_source": _said(
        gettext_lazy(
            "the key source is missing; write where the facts come from (a web address or a title), "
            "or demo: true for an invented sample"
        )
    ),
    "web_address": _said(
        gettext_lazy("%(key)s is %(value)s; write a whole web address that begins with https:// or http://")
    ),
    "partial_day": _said(gettext_lazy("%(key)s is %(value)s; there is no such day")),
    "twice_in_list": _said(gettext_lazy("%(key)s names the same thing twice; write it once")),
}


def _key(error: Error) -> str:
    """Return the name of the key in which an error stands (an item of a list bears its list's name)."""
    names = [str(step) for step in error["loc"] if isinstance(step, str) and "[" not in step and "(" not in step]
    return names[-1] if names else "-"


def _key_and_value(error: Error) -> dict[str, str]:
    value = error.get("input")
    if isinstance(value, dict):
        shown = pgettext("pack", "a group of keys")
    elif isinstance(value, list):
        shown = pgettext("pack", "a list")
    elif value is None:
        shown = pgettext("pack", "empty")
    else:
        shown = str(value).replace("\n", " ")
    return {"key": _key(error), "value": shown if len(shown) <= 60 else shown[:60] + "…"}


def words_for(error: Error, schema: type[BaseModel]) -> str:
    """Return one error of a schema in words: what is wrong, and what is allowed."""
    kind = error["type"]
    if kind in _WORDS:
        return _WORDS[kind](error, schema)
    for prefix in sorted(_ALLOWED, key=len, reverse=True):
        if kind.startswith(prefix):
            return _("%(key)s is %(value)s; %(allowed)s") % {**_key_and_value(error), "allowed": _ALLOWED[prefix]}
    return _own_words(error, schema)
