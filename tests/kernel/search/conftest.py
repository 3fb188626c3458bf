from collections.abc import Iterator

import pytest

from kyodo.kernel.search.index import put_many
from kyodo.kernel.search.models import LocalReading, Synonym
from kyodo.kernel.search.sources import SOURCES
from tests.kernel.search.labelled import DOCUMENTS, READINGS, SYNONYMS


@pytest.fixture
def taught(db: None) -> None:
    """Synonyms and local readings as staff would enter them."""
    Synonym.objects.all().delete()
    LocalReading.objects.all().delete()
    Synonym.objects.bulk_create(Synonym(words=words) for words in SYNONYMS)
    LocalReading.objects.bulk_create(LocalReading(written=w, reading=r) for w, r in READINGS)


@pytest.fixture
def library(taught: None) -> None:
    """The labelled documents, in the index."""
    put_many(DOCUMENTS)


@pytest.fixture
def wall() -> Iterator[None]:
    """Leave the wall of sources as the test found it."""
    kept = dict(SOURCES._items)
    SOURCES._items.clear()
    yield
    SOURCES._items.clear()
    SOURCES._items.update(kept)
