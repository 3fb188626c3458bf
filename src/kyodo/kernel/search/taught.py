"""What staff teach the search, kept in memory by each process.

Both small tables are read under a stamp; one query tells whether they changed, so an edit
is in force everywhere with its commit.
"""

from threading import Lock

from kyodo.kernel.prepared.driver import ask
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


_STAMP = " UNION ALL ".join(
    f"SELECT {number}, count(*), max(changed_at) FROM {model._meta.db_table}"  # noqa: S608  (constants)
    for number, model in enumerate((Synonym, LocalReading))
)


def _stamp() -> list[tuple[object, ...]]:
    """Return how many rows each table has and when one changed last; asked at every search, so no query is built."""
    return sorted(ask(_STAMP, []))
