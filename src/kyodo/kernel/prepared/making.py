"""Things made at once.

Django makes a thing field by field and tells whoever listens. Where nobody listens and every field is kept as it is,
the values are put down at once: a third of the work of a small question, or of writing a row.
"""

from collections.abc import Callable, Sequence
from functools import cache
from inspect import getattr_static
from typing import Any, NamedTuple

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init


def maker(model: Any) -> Callable[..., Any]:
    """Return what makes a thing of a row; it takes what ``from_db`` takes."""
    if model.from_db.__func__ is not Model.from_db.__func__ or not _is_plain(model):  # type: ignore[attr-defined]
        return model.from_db  # type: ignore[no-any-return]

    def make(db: str, given: Sequence[str], values: Sequence[Any]) -> Any:
        thing = model.__new__(model)
        state = thing._state = ModelState()
        state.adding, state.db = False, db
        thing.__dict__.update(zip(given, values, strict=True))
        return thing

    return make


def new[M: Model](model: type[M], /, **given: Any) -> M:
    """Make a new thing as ``model(**given)`` does; a field that is not given has its default.

    Raises ``TypeError`` for what is no field of the model.
    """
    fields = _fields(model)
    if fields is None:
        return model(**given)
    thing = model.__new__(model)
    state = thing._state = ModelState()
    values = thing.__dict__
    values.update(fields.defaults)
    for name, value in given.items():
        if name in fields.defaults:
            values[name] = value
        elif (field := fields.relations.get(name)) is not None:
            state.fields_cache[name] = value
            values[field.attname] = None if value is None else getattr(value, field.target_field.attname)
            if value is not None and not field.remote_field.multiple:
                field.remote_field.set_cached_value(value, thing)
        else:
            raise TypeError(f"{model.__name__} has no {name}")
    for attribute, ask in fields.asked:
        if attribute not in given:
            values[attribute] = ask()
    return thing


class _Fields(NamedTuple):
    """What a new thing has by its attributes, the fields that hold another thing, and what is asked for each thing."""

    defaults: dict[str, Any]
    relations: dict[str, Any]
    asked: list[tuple[str, Callable[[], Any]]]


@cache
def _fields(model: Any) -> _Fields | None:
    """Return what :func:`new` needs; None for a model that does more with what is given than to keep it."""
    if not _is_plain(model) or model._meta.parents or model._meta.private_fields:
        return None
    fields = model._meta.concrete_fields
    asked = [(field.attname, field.get_default) for field in fields if field.has_default() and callable(field.default)]
    known = {attribute for attribute, _ask in asked}
    defaults = {field.attname: None if field.attname in known else field.get_default() for field in fields}
    return _Fields(defaults, {field.name: field for field in fields if field.is_relation}, asked)


def _is_plain(model: Any) -> bool:
    names = {field.attname for field in model._meta.concrete_fields}
    kinds = (DeferredAttribute, ForeignKeyDeferredAttribute)
    return (
        model.__init__ is Model.__init__
        and not (pre_init.has_listeners(model) or post_init.has_listeners(model))
        and all(type(getattr_static(model, name)) in kinds for name in names)
    )
