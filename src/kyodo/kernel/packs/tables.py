"""Kinds whose records are rows of a plain model: written, read back and withdrawn in bulk."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import models
from django.db.models import Model
from django.db.models.fields.reverse_related import ForeignObjectRel

from kyodo.kernel.packs.kinds import Loading, PackKind
from kyodo.kernel.packs.record import Record

Values = dict[str, Any]


@dataclass(frozen=True)
class Children:
    """Rows that belong to a record and are written with it, such as its hours.

    ``parent`` is the name of the child's foreign key; ``rows`` returns the values of each
    child. With a ``key`` (unique within the parent) a child keeps its identity and other
    things may point at it; without one all children are replaced.
    """

    model: type[Model]
    parent: str
    rows: Callable[[Any, Loading], Sequence[Values]]
    columns: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True)
class Links:
    """A many-to-many field, filled from the slugs of another kind."""

    field: str
    kind: str
    slugs: Callable[[Any], Sequence[str]]


@dataclass(frozen=True)
class Table:
    """How records become rows of one model.

    ``values`` returns the columns of a record; those named in ``columns`` are compared with
    the database at the next load, ``derived`` ones follow from them and are only written, and
    whatever else it returns is set when the row is made and never again. ``hidden`` are the
    columns that hide a withdrawn row; a model that cannot hide has its row deleted once
    nothing points at it. ``shown`` are the columns that a record gets when it is written.
    """

    model: type[Model]
    columns: tuple[str, ...]
    values: Callable[[Any, Loading], Values]
    links: tuple[Links, ...] = ()
    children: tuple[Children, ...] = ()
    derived: tuple[str, ...] = ()
    shown: Mapping[str, Any] | None = None
    hidden: Mapping[str, Any] | None = None

    def write(self, records: Sequence[Any], loading: Loading) -> None:
        """Create or update rows by slug, then their links and children: a constant number of queries."""
        rows = [self.model(slug=r.slug, **self.values(r, loading), **(self.shown or {})) for r in records]
        columns = [*self.columns, *self.derived, *(self.shown or {})]
        manager = self.model._default_manager
        manager.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=columns)
        pks = dict(manager.filter(slug__in=[r.slug for r in records]).values_list("slug", "pk"))
        for links in self.links:
            self._link(links, records, pks, loading)
        for children in self.children:
            self._bear(children, records, pks, loading)

    def _bear(self, children: Children, records: Sequence[Any], pks: Mapping[str, Any], loading: Loading) -> None:
        manager = children.model._default_manager
        wanted = [
            children.model(**{f"{children.parent}_id": pks[record.slug]}, **values)
            for record in records
            for values in children.rows(record, loading)
        ]
        here = manager.filter(**{f"{children.parent}__in": list(pks.values())})
        if not children.key:
            here.delete()
            manager.bulk_create(wanted)
            return
        manager.bulk_create(
            wanted, update_conflicts=True, unique_fields=[children.parent, children.key], update_fields=children.columns
        )
        kept = {(getattr(child, f"{children.parent}_id"), getattr(child, children.key)) for child in wanted}
        for child in here:
            name = (getattr(child, f"{children.parent}_id"), getattr(child, children.key))
            if name not in kept and not is_used(child):
                child.delete()

    def _link(self, links: Links, records: Sequence[Any], pks: Mapping[str, Any], loading: Loading) -> None:
        field, through = self._field(links), self._through(links)
        ids = loading.ids(links.kind)
        ours, theirs = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through._default_manager.filter(**{f"{ours}__in": list(pks.values())}).delete()
        through._default_manager.bulk_create(
            through(**{ours: pks[record.slug], theirs: ids[slug]}) for record in records for slug in links.slugs(record)
        )

    def _field(self, links: Links) -> "models.ManyToManyField[Any, Any]":
        return cast("models.ManyToManyField[Any, Any]", self.model._meta.get_field(links.field))

    def _through(self, links: Links) -> type[Model]:
        return cast("type[Model]", self._field(links).remote_field.through)

    def read(self, slugs: Sequence[str]) -> dict[str, Values]:
        """Return what the database holds of these rows, with their links and children."""
        columns = [*self.columns, *(self.hidden or {})]
        found = self.model._default_manager.filter(slug__in=slugs).values("pk", "slug", *columns)
        rows = {row.pop("pk"): row for row in found}
        for links in self.links:
            self._read_links(links, rows)
        for children in self.children:
            kept = defaultdict(list)
            owned = children.model._default_manager.filter(**{f"{children.parent}__in": list(rows)})
            columns = [f"{children.parent}_id", *filter(None, [children.key]), *children.columns]
            for child in owned.values(*columns):
                kept[child.pop(f"{children.parent}_id")].append(child)
            for pk, row in rows.items():
                row[str(children.model._meta.model_name)] = sorted(kept[pk], key=str)
        return {row.pop("slug"): row for row in rows.values()}

    def _read_links(self, links: Links, rows: Mapping[Any, Values]) -> None:
        field = self._field(links)
        linked = defaultdict(list)
        name, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        through = self._through(links)._default_manager
        for pk, slug in through.filter(**{f"{name}__in": list(rows)}).values_list(f"{name}_id", f"{target}__slug"):
            linked[pk].append(slug)
        for pk, row in rows.items():
            row[links.field] = sorted(linked[pk])

    def withdraw(self, slugs: Sequence[str], loading: Loading) -> list[str]:
        """Hide rows, or delete those that nothing points at; return the slugs that had to stay."""
        found = self.model._default_manager.filter(slug__in=slugs)
        if self.hidden:
            found.update(**self.hidden)
            return []
        owned = {children.model for children in self.children}
        stay = [row for row in found if is_used(row, owned)]
        found.exclude(pk__in=[row.pk for row in stay]).delete()
        return [str(getattr(row, "slug")) for row in stay]  # noqa: B009


def is_used(row: Model, owned: Collection[type[Model]] = ()) -> bool:
    """Say whether anything but its own parts points at a row."""
    for relation in row._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        other = relation.related_model
        if other in owned or cast(Any, other._meta).auto_created is type(row):
            continue
        if other._base_manager.filter(**{relation.field.name: row}).exists():
            return True
    return False


def table_kind[R: Record](name: str, label: Any, schema: type[R], table: Table, **where: Any) -> PackKind[R]:
    """Return a kind whose records are rows of ``table``; ``where`` are the other arguments of ``PackKind``."""
    return PackKind(
        name=name, label=label, model=table.model, schema=schema,
        write=table.write, read=table.read, withdraw=table.withdraw, **where,
    )  # fmt: skip
