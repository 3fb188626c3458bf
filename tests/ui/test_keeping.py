import pytest
from django.template import Context, Template
from django.utils.translation import override

from kyodo.commons.places.models import Ward

pytestmark = pytest.mark.django_db(transaction=True)
PART = Template('{% kept "part" key %}{{ word }}{% endkept %}')


def drawn(word, key="a", **context):
    return PART.render(Context({"key": key, "word": word, **context}))


def test_a_part_is_drawn_once_for_a_key():
    assert [drawn("one"), drawn("two"), drawn("three", key="b")] == ["one", "one", "three"]


def test_language_and_furigana_belong_to_the_key():
    drawn("one")
    assert drawn("two", ruby=True) == "two"
    with override("en"):
        assert drawn("three") == "three"


def test_a_change_of_public_data_draws_it_anew():
    drawn("one")
    Ward.objects.create(slug="w", name="見本区")
    assert drawn("two") == "two"


def test_what_people_wrote_stays_escaped():
    assert drawn("<script>", key="script") == "&lt;script&gt;"
    assert drawn("<script>", key="script") == "&lt;script&gt;"
