"""What staff teach the search, kept in memory by each process.

Both small tables are read under a stamp; one query tells whether they changed, so an edit
is in force everywhere with its commit.
"""

from threading import Lock

from django.db.models import Count, Max, Value

from kyodo.kernel.search.analyzer.vocabulary import Vocabulary, build
from kyodo.kernel.search.models import LocalReading, Synonym

_lock = Lock()
_kept: tuple[object, Vocabulary] = (None, Vocabulary())


def current() -> Vocabulary:
    """Return what staff have taught so far; costs one small query while nothing changed."""
    global _kept
    stamp = _stamp()
    with _lock:
        kept_stamp, kept = _kept
    if stamp == kept_stamp:
        return kept
    made = build(
        list(Synonym.objects.order_by("pk").values_list("words", flat=True)),
        LocalReading.objects.order_by("pk").values_list("written", "reading"),
    )
    with _lock:
        _kept = (stamp, made)
    return made


def _stamp() -> tuple[tuple[object, ...], ...]:
    """Return how many rows each table has and when one changed last."""

    def of(model: type[Synonym] | type[LocalReading], table: int) -> object:
        rows = model._default_manager.order_by().annotate(table=Value(table)).values("table")
        return rows.annotate(number=Count("pk"), last=Max("changed_at")).values_list("table", "number", "last")

    return tuple(sorted(of(Synonym, 1).union(of(LocalReading, 2), all=True)))  # type: ignore[attr-defined]
