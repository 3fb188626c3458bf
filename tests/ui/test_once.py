"""Pieces that are drawn once: the key holds all that they depend on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from kyodo.kernel.registry import MenuItem
from kyodo.ui import component, once


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    once.forget()
    yield
    once.forget()


def test_safe_markup_never_stands_for_text_that_people_wrote() -> None:
    assert component.render("tag", label=mark_safe("<b>見本</b>")) == '<span class="tag neutral"><b>見本</b></span>\n'
    assert component.render("tag", label="<b>見本</b>") == (
        '<span class="tag neutral">&lt;b&gt;見本&lt;/b&gt;</span>\n'
    )


def test_one_and_true_are_not_the_same() -> None:
    assert [once.key_of({"a": 1}), once.key_of({"a": True})] == [("a", int, 1), ("a", bool, True)]


def test_a_translated_word_is_kept_for_its_language() -> None:
    label = gettext_lazy("Open now")
    assert "いま開いています" in component.render("tag", label=label)
    with override("en"):
        assert "Open now" in component.render("tag", label=label)


@pytest.mark.django_db
def test_days_left_are_told_anew_each_day() -> None:
    page = Template('{% ui "deadline" until=until / %}')
    context = Context({"until": date(2026, 11, 26)})
    with time_machine.travel(datetime(2026, 11, 23, 14, 59, tzinfo=UTC), tick=False):
        assert "あと3日" in once_drawn(page, context)
    with time_machine.travel(datetime(2026, 11, 23, 15, 0, tzinfo=UTC), tick=False):
        assert "あと2日" in once_drawn(page, context)


def once_drawn(page: Template, context: Context) -> str:
    page.render(context)
    return page.render(context)


def test_lists_and_long_texts_are_drawn_each_time() -> None:
    assert once.key_of({"items": []}) is None
    assert once.key_of({"text": "長" * 1001}) is None


def test_a_piece_of_the_frame_sees_its_named_values_only() -> None:
    page = Template("{% once city=city %}{{ city }}{% if secret %}!{% endif %}{% endonce %}")
    assert page.render(Context({"city": "甲市", "secret": True})) == "甲市"
    assert page.render(Context({"city": "乙市", "secret": True})) == "乙市"


def test_two_pieces_with_the_same_values_stay_two() -> None:
    page = Template("{% once a=a %}一{{ a }}{% endonce %}{% once a=a %}二{{ a }}{% endonce %}")
    assert [page.render(Context({"a": "!"})), page.render(Context({"a": "!"}))] == ["一!二!", "一!二!"]


def test_a_menu_is_known_by_its_items() -> None:
    page = Template("{% once menu=menu %}{% for item in menu %}{{ item.label }}{% endfor %}{% endonce %}")
    first, second = MenuItem("a", "甲", "home", "know"), MenuItem("b", "乙", "home", "know")
    assert page.render(Context({"menu": [first]})) == "甲"
    assert page.render(Context({"menu": [first, second]})) == "甲乙"


def test_too_many_pieces_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "MOST", 2)
    drawn = [component.render("tag", label=str(number)) for number in range(5)]
    assert len(once._pieces) <= 2
    assert "4" in drawn[-1]
