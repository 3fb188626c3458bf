"""The index changes with its record or not at all."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from kyodo.kernel.permissions import NOBODY, SYSTEM
from kyodo.kernel.search.drift import faults
from kyodo.kernel.search.find import count, find
from kyodo.kernel.search.hooks import mend
from kyodo.kernel.search.index import drop, put, put_many, rebuild, standing_of
from kyodo.kernel.search.models import KnownWord, LocalReading, SearchDocument, SearchGroup
from kyodo.kernel.search.sources import SOURCES, Document, SearchSource

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def note(key: str, title: str, **more) -> Document:
    return Document("note", key, title, url=f"/{key}/", **more)


def keys(text):
    return [item.key for item in find(text, who=NOBODY).items]


class Shelf:
    """A source whose documents a test holds in its hand."""

    def __init__(self, *documents: Document):
        self.documents = {document.key: document for document in documents}
        SOURCES.hang(SearchSource("note", "notes", lambda: iter(self.documents.values()), self.documents.get))


# --- one transaction ----------------------------------------------------------------------


def test_what_is_rolled_back_leaves_no_document_behind(taught):
    put(note("kept", "灯台の話"))
    with transaction.atomic():
        put(note("gone", "灯台の夢"))
        put(note("kept", "砂丘の話"))
        drop("note", "kept")
        transaction.set_rollback(True)
    assert (keys("灯台"), keys("砂丘")) == (["kept"], [])
    assert list(SearchDocument.objects.values_list("key", flat=True)) == ["kept"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [lambda: put(note("1", "灯台")), lambda: drop("note", "1")])
def test_a_document_belongs_to_the_transaction_of_its_record(write):
    with pytest.raises(transaction.TransactionManagementError):
        write()


# --- put and drop -------------------------------------------------------------------------


def test_a_changed_document_is_found_by_its_new_words_only(taught):
    put(note("1", "灯台の話", body="海", facets={"area": ["北"]}))
    put(note("1", "砂丘の話", body="風", facets={"area": ["南"]}))
    assert (keys("灯台"), keys("海"), keys("砂丘"), keys("風")) == ([], [], ["1"], ["1"])
    assert find("砂丘", who=NOBODY).facets["area"] == {"南": 1}


def test_a_dropped_document_is_gone_and_dropping_again_is_no_error(taught):
    put_many([note("1", "灯台の話"), note("2", "灯台の夢")])
    drop("note", "1")
    drop("note", "1")
    drop("nothing", "1")
    assert keys("灯台") == ["2"]
    assert list(faults()) == ["search: nobody gives documents of the kind note; run kyodo reindex"]


def test_only_what_changed_is_written(taught):
    documents = [note(str(n), f"灯台{n}") for n in range(5)]
    assert put_many(documents) == 5
    assert put_many(documents) == 0
    assert put_many([*documents[:4], note("4", "灯台の夢")]) == 1
    assert put_many(documents, force=True) == 5
    assert count("灯台", who=NOBODY) == 5


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "砂丘"}, {"reading": "とうだい"}, {"body": "海"}, {"summary": "海"}, {"url": "/other/"},
        {"facets": {"area": ("北",)}}, {"at": datetime(2026, 1, 1, tzinfo=UTC)}, {"visible_to": ("editor",)},
    ],
)  # fmt: skip
def test_a_change_of_anything_is_a_change(taught, changed):
    put(note("1", "灯台"))
    given = {"kind": "note", "key": "1", "title": "灯台", "url": "/1/", **changed}
    assert put_many([Document(**given)]) == 1


def test_the_same_key_twice_in_one_go_keeps_the_last(taught):
    assert put_many([note("1", "灯台"), note("1", "砂丘")]) == 1
    assert (keys("灯台"), keys("砂丘")) == ([], ["1"])


def test_a_very_long_and_a_hostile_document_can_be_put(taught):
    put(
        note(
            "long", "長い" * 500, body="\0\ud800'\":*&|!()<> 灯台 " + "あいうえお漢字カナ" * 20_000, reading="な" * 900
        )
    )
    put(note("empty", ""))
    put(note("marks", "!?", body="¹ª²º", facets={"'": ['"', ""], "none": []}))
    assert keys("灯台") == ["long"]


def test_standing_is_undated_first_then_newest_and_never_equal():
    old, new = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    assert standing_of("note", "1", None) > standing_of("note", "1", new) > standing_of("note", "1", old) > 0
    assert standing_of("note", "1", new) != standing_of("note", "2", new)
    assert standing_of("note", "1", datetime(1850, 1, 1, tzinfo=UTC)) < standing_of("note", "1", old)
    assert standing_of("note", "1", None) < 2**63


def test_what_is_not_public_is_never_suggested(taught):
    put(note("hidden", "金糸雀計画", visible_to=("editor",)))
    assert not KnownWord.objects.exists()


# --- reindex and check --------------------------------------------------------------------


def test_check_finds_what_is_missing_left_over_or_different(taught, wall):
    shelf = Shelf(note("same", "灯台"), note("changed", "灯台"), note("missing", "灯台"))
    put_many([note("same", "灯台"), note("changed", "砂丘"), note("left", "灯台")])
    put(Document("strange", "1", "灯台"))
    assert list(faults()) == [
        "search: note/changed is not what its record says; run kyodo reindex",
        "search: note/missing is missing; run kyodo reindex",
        "search: note/left is left over; run kyodo reindex",
        "search: nobody gives documents of the kind strange; run kyodo reindex",
    ]
    assert rebuild() == len(shelf.documents)
    assert list(faults()) == []
    assert sorted(keys("灯台")) == ["changed", "missing", "same"]


def test_check_finds_a_document_whose_tokens_are_lost(taught, wall):
    Shelf(note("1", "灯台"))
    put(note("1", "灯台"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE search_searchdocument SET tokens = NULL")
        else:
            cursor.execute("DELETE FROM search_packed")
    assert list(faults()) == ["search: note/1 has no tokens"]


def test_a_rebuild_leaves_no_group_without_documents(taught, wall):
    put(note("1", "灯台", facets={"area": ["北"]}))
    Shelf(note("1", "灯台", facets={"area": ["南"]}))
    rebuild()
    assert list(SearchGroup.objects.values_list("facets", flat=True)) == [{"area": ["南"]}]


def test_what_was_made_while_the_rebuild_ran_stays(taught, wall):
    shelf = Shelf(note("1", "灯台"))
    put(note("late", "灯台"))
    document = note("late", "灯台")
    SOURCES.hang(SearchSource("note", "notes", lambda: [shelf.documents["1"]], {"late": document}.get))
    rebuild("note")
    assert sorted(keys("灯台")) == ["1", "late"]


def test_the_night_rereads_documents_with_a_name_whose_reading_was_changed(taught, wall):
    Shelf(note("1", "砂丘港"), note("2", "灯台"))
    rebuild()
    assert mend() == "0 written"
    LocalReading.objects.create(written="砂丘", reading="スナヤマ")
    assert list(faults()) == ["search: note/1 is not what its record says; run kyodo reindex"]
    assert mend() == "1 written"
    assert keys("すなやまこう") == ["1"]


def test_the_command_says_how_many_it_wrote(taught, wall):
    Shelf(note("1", "灯台"), note("2", "砂丘"))
    said = StringIO()
    call_command("reindex", stdout=said)
    call_command("reindex", "note", stdout=said)
    assert said.getvalue().splitlines() == ["2 documents", "2 documents"]
    with pytest.raises(CommandError, match="no such kind: strange"):
        call_command("reindex", "strange")


def test_the_operator_may_find_everything_that_names_a_role(taught):
    put_many([note("1", "灯台", visible_to=("editor",)), note("2", "灯台", visible_to=("person:3",))])
    assert [item.key for item in find("灯台", who=SYSTEM).items] == ["1"]
