"""What staff teach is in force at once, in every process, and served pages know of it."""

import pytest
from django.core.exceptions import ValidationError

from kyodo.kernel.freshness.version import version
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search import taught as teaching
from kyodo.kernel.search.analyzer.vocabulary import split_words
from kyodo.kernel.search.find import find
from kyodo.kernel.search.index import put_many
from kyodo.kernel.search.models import LocalReading, Synonym
from kyodo.kernel.search.sources import Document

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def keys(text):
    return [item.key for item in find(text, who=NOBODY).items]


@pytest.fixture
def notes(taught):
    put_many([Document("note", "1", "回覧板"), Document("note", "2", "掲示板"), Document("note", "3", "灯台港")])


def test_a_synonym_is_in_force_with_its_commit_and_gone_with_its_removal(notes):
    assert keys("回覧板") == ["1"]
    group = Synonym.objects.create(words="回覧板、掲示板")
    assert sorted(keys("回覧板")) == ["1", "2"]
    group.words = "回覧板、灯台港"
    group.save()
    assert sorted(keys("回覧板")) == ["1", "3"]
    group.delete()
    assert keys("回覧板") == ["1"]


def test_what_was_typed_stands_before_its_synonym(notes):
    Synonym.objects.create(words="回覧板、掲示板")
    assert (keys("回覧板"), keys("掲示板")) == (["1", "2"], ["2", "1"])


def test_a_local_reading_is_in_force_at_once(notes):
    assert keys("ともしび") == []
    LocalReading.objects.create(written="灯台", reading="ともしび")
    assert (keys("ともしび"), keys("ともし"), keys("トモシビ")) == (["3"], ["3"], ["3"])


def test_unchanged_tables_are_read_once(taught, django_assert_num_queries):
    teaching.current()
    with django_assert_num_queries(1):
        teaching.current()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "edit",
    [
        lambda: Synonym.objects.create(words="朝、あさ"),
        lambda: Synonym.objects.update(words="朝、あさ"),
        lambda: LocalReading.objects.create(written="朝", reading="あさ"),
        lambda: LocalReading.objects.all().delete(),
    ],
)
def test_an_edit_raises_the_data_version(edit):
    Synonym.objects.create(words="夜、よる")
    LocalReading.objects.create(written="夜", reading="よる")
    before = version()
    edit()
    assert version() > before


def test_members_of_a_group_may_be_separated_in_any_usual_way():
    assert split_words("町会、自治会,町内会\nクラブ ; 会=集まり・つどい") == [
        "町会", "自治会", "町内会", "クラブ", "会", "集まり", "つどい",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["", "一語", "一語、", "おなじ、オナジ"])
def test_a_group_needs_two_words(words):
    with pytest.raises(ValidationError):
        Synonym(words=words).full_clean()


@pytest.mark.parametrize(
    ("reading", "is_fine"), [("ともしび", True), ("トモシビ", True), ("灯台", False), ("yuri", False)]
)
def test_a_reading_is_written_in_kana(taught, reading, is_fine):
    row = LocalReading(written="灯台", reading=reading)
    if is_fine:
        row.full_clean()
    else:
        with pytest.raises(ValidationError):
            row.full_clean()
