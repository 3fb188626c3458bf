"""What people would expect to find, and how much of it is found, the same on both databases."""

import pytest

from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from tests.kernel.search.labelled import QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def keys(text: str) -> set[str]:
    return {item.key for item in find(text, who=NOBODY, limit=100).items}


def test_precision_and_recall_stay_above_their_floors(library):
    found, wanted, right = 0, 0, 0
    for text, expected in QUERIES:
        answer = keys(text)
        found, wanted, right = found + len(answer), wanted + len(expected), right + len(answer & expected)
    assert right / found >= 0.95
    assert right / wanted >= 0.98
