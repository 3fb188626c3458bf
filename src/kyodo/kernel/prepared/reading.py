"""Questions: a queryset with places in it that are filled at each asking."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError

from kyodo.kernel.prepared.driver import ask, ask_together, connected
from kyodo.kernel.prepared.making import maker
from kyodo.kernel.prepared.values import Ready, ready


class Slot(Value):
    """A place in a prepared question. ``field`` says of which kind its values are, such as ``IntegerField()``."""

    def __init__(self, name: str, field: Field[Any, Any]):
        super().__init__(None, output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Leave the place open."""
        return "%s", (self,)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Leave the place open."""
        return self.as_sql(compiler, connection)


class Question[T](NamedTuple):
    """A statement with its values, and what makes an answer of its rows, or of how many it wrote (``is_told``)."""

    sql: str
    values: Sequence[Any]
    answer: Callable[[Any], T]
    is_told: bool = False


def together(*questions: Question[Any]) -> list[Any]:
    """Return the answers to several questions, asked in their order and in one way to the database."""
    told = {place for place, question in enumerate(questions) if question.is_told}
    given = ask_together([(question.sql, question.values) for question in questions], told)
    return [question.answer(each) for question, each in zip(questions, given, strict=True)]


def beside[T, U](one: Question[T], other: Question[U]) -> Question[tuple[T, U]]:
    """Return two questions as one statement, of which the first has one row, and the other one column."""

    def answer(rows: list[Any]) -> tuple[T, U]:
        return one.answer([rows[0][:-1]]), other.answer([row[-1:] for row in rows])

    # Both are our own statements; the values are parameters.
    sql = f"SELECT * FROM ({one.sql}) AS one, ({other.sql}) AS other"  # noqa: S608
    return Question(sql, [*one.values, *other.values], answer)


@dataclass(frozen=True)
class _Made:
    """What is kept of a question: its SQL, what fills it, and how a row becomes a thing."""

    from_db: Callable[..., Any]
    sql: str
    places: Sequence[tuple[Any, Ready]]
    locks: bool
    begin: int
    end: int
    names: Sequence[str]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    related: Sequence[Any]


class Prepared[M: Model]:
    """A queryset of things (with ``select_related``, ``order_by``, ``select_for_update``) that is asked often.

    ``build`` returns it with a :class:`Slot` wherever a value differs from one asking to the next; each value is
    given by its name. Prefetching, ``only`` and annotations are not for it.
    """

    def __init__(self, build: Callable[[], QuerySet[M]]):
        self._build = build
        self._made: dict[str, _Made] = {}

    def all(self, **values: Any) -> list[M]:
        """Return the things; raises ``TransactionManagementError`` when rows are to be locked outside a transaction."""
        question = self.asked(**values)
        return question.answer(ask(question.sql, question.values))

    def asked(self, **values: Any) -> "Question[list[M]]":
        """Return the question with its values, for :func:`together`; raises as :meth:`all`."""
        here = connected()
        made = self._made.get(here.vendor) or self._make(here)
        if made.locks and not here.in_atomic_block:
            raise TransactionManagementError("rows are locked until a transaction ends, and there is none")
        filled = [_filled(param, kind, values, here) for param, kind in made.places]
        return Question(made.sql, filled, lambda rows: [self._thing(made, list(row), here) for row in rows])

    def first(self, **values: Any) -> M | None:
        """Return the first thing or None; for questions that find one at the most."""
        found = self.all(**values)
        return found[0] if found else None

    def _make(self, here: Any) -> _Made:
        found = self._build()
        query: Any = found.query
        compiler = query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        info, select = compiler.klass_info, compiler.select
        begin, end = info["select_fields"][0], info["select_fields"][-1] + 1
        converters = compiler.get_converters([part[0] for part in select[: compiler.col_count]])
        made = self._made[here.vendor] = _Made(
            maker(found.model), sql, [(param, _kind(param, here.vendor)) for param in params],
            bool(query.select_for_update), begin, end,
            [part[0].target.attname for part in select[begin:end]],
            [(place, how, expression) for place, (how, expression) in converters.items()],
            get_related_populators(info, select, DEFAULT_DB_ALIAS, found._fetch_mode),  # type: ignore[attr-defined]
        )  # fmt: skip
        for each in made.related:
            each.from_db = maker(each.model_cls)
        return made

    def _thing(self, made: _Made, row: list[Any], here: Any) -> M:
        for place, how, expression in made.converters:
            for convert in how:
                row[place] = convert(row[place], expression, here)
        thing: M = made.from_db(DEFAULT_DB_ALIAS, made.names, row[made.begin : made.end])
        for each in made.related:
            each.populate(row, thing)
        return thing


def _kind(param: Any, vendor: str) -> Ready:
    return ready(param.output_field, vendor) if isinstance(param, Slot) else (None, None)


def _filled(param: Any, kind: Ready, values: Mapping[str, Any], here: Any) -> Any:
    if not isinstance(param, Slot):
        return param
    value, (plain, make) = values[param.name], kind
    if type(value) is plain:
        return make(value) if make else value
    return param.output_field.get_db_prep_value(value, connection=here)
