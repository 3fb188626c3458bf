"""A short list of words in one column."""

import pytest

from kyodo.navigator.models import SupportProgramme
from tests.navigator.things import a_programme

pytestmark = pytest.mark.django_db


def test_words_are_kept_in_the_order_of_their_choices_and_once() -> None:
    programme = a_programme(needs=["advice", "money", "advice"])
    assert SupportProgramme.objects.get(pk=programme.pk).needs == ["money", "advice"]


def test_no_words_are_an_empty_list() -> None:
    assert SupportProgramme.objects.get(pk=a_programme().pk).needs == []


@pytest.mark.parametrize(
    ("word", "found"), [("place", 1), ("money", 0), ("pla", 0), ("%", 0), ("_____", 0), ("|", 0), ("!", 0)]
)
@pytest.mark.both_databases
def test_a_word_is_found_whole_and_never_as_a_pattern(word: str, found: int) -> None:
    a_programme(needs=["place"])
    assert SupportProgramme.objects.filter(needs__has=word).count() == found


def test_a_form_offers_the_words_as_boxes_to_tick() -> None:
    field = SupportProgramme._meta.get_field("needs").formfield()
    assert [value for value, _label in field.choices] == ["money", "place", "people", "advice", "know_how"]


def test_blocks_stay_out_of_migrations() -> None:
    _name, path, args, kwargs = SupportProgramme._meta.get_field("parts").deconstruct()
    assert (path, args, "block_lookup" in kwargs) == ("kyodo.kernel.editing.fields.StreamColumn", [[]], False)
