"""From kind and key of a thing to its page, as everybody may find it."""

import pytest
from django.db import transaction

from kyodo.kernel.search.index import put
from kyodo.kernel.search.links import Link, all_links, links_to
from kyodo.kernel.search.sources import Document

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def found() -> None:
    with transaction.atomic():
        put(Document("help", "b", "びわ", url="/help/b/"))
        put(Document("help", "a", "あんず", url="/help/a/"))
        put(Document("help", "c", "ないしょ", url="/help/c/", visible_to=("editor",)))
        put(Document("other", "a", "別の種類", url="/other/a/"))


@pytest.mark.usefixtures("found")
def test_only_what_everybody_may_find_has_a_link():
    assert links_to("help", ["a", "c", "nothing"]) == {"a": Link("あんず", "/help/a/")}
    assert links_to("help", []) == {}


@pytest.mark.usefixtures("found")
def test_all_of_a_kind_come_by_title():
    assert all_links("help") == [("a", Link("あんず", "/help/a/")), ("b", Link("びわ", "/help/b/"))]
