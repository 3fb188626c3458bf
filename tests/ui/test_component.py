"""Components: declared parameters, slots, fills, and speed enough for lists."""

import re
from pathlib import Path
from time import perf_counter

import pytest
from django.template import Context, Template, TemplateSyntaxError

from kyodo.ui import component

FOLDER = Path(component.__file__).parent / "templates/ui/components"


def drawn(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_a_component_shows_its_parameters_and_escapes_what_people_wrote() -> None:
    assert (
        drawn('{% ui "tag" label=name / %}', name="<b>火&水") == '<span class="tag neutral">&lt;b&gt;火&amp;水</span>\n'
    )


def test_a_slot_is_drawn_in_the_page_around_it() -> None:
    page = '{% ui "empty_state" title="なし" %}<p>{{ advice }}</p>{% endui %}'
    assert "<p>区の条件を外す</p>" in drawn(page, advice="区の条件を外す")


def test_a_fill_goes_to_its_own_place_and_stays_markup() -> None:
    page = '{% ui "card" title="川の掃除" %}<p>本文</p>{% fill meta %}<b>{{ kind }}</b>{% endfill %}{% endui %}'
    assert drawn(page, kind="見本").endswith('<p>本文</p><div class="card-meta"><b>見本</b></div></article>\n')


def test_components_see_nothing_of_the_page_but_what_they_are_given() -> None:
    assert "秘密" not in drawn('{% ui "card" title="題" / %}', summary="秘密")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('{% ui "tag" / %}', "tag needs label"),
        ('{% ui "tag" label="a" colour="red" / %}', "tag does not know colour"),
        ("{% ui tag / %}", "in quotes"),
        ('{% ui "tag" "a" / %}', "no key=value"),
    ],
)
def test_a_wrong_use_is_an_error_that_says_what_is_wrong(source: str, message: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=re.escape(message)):
        drawn(source)


def test_a_component_can_be_drawn_from_python() -> None:
    assert component.render("tag", label="<見本>") == '<span class="tag neutral">&lt;見本&gt;</span>\n'


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.html")), ids=lambda file: file.stem)
def test_every_component_says_at_its_top_what_each_parameter_means(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    said = text.partition("{% endcomment %}")[0]
    declared = re.search(r"{% params (.*?) %}", text)
    assert text.startswith("{% comment %}\n")
    assert declared
    names = re.findall(r"(?:^| )(\w+)(?==| |$)", re.sub(r'"[^"]*"', '""', declared[1]))
    assert [name for name in names if not re.search(rf"\b{name}\b", said)] == []


def test_a_list_of_twenty_rows_costs_a_few_milliseconds() -> None:
    template = Template(
        '{% for n in rows %}{% ui "card" title="地域の活動" href="/x/" summary="二行の説明" %}'
        '{% fill meta %}{% ui "tag" label="防災" / %}'
        '{% ui "actor_kind" kind="business" label="事業者" / %}{% endfill %}'
        "{% endui %}{% endfor %}"
    )
    context = Context({"rows": range(20)})
    template.render(context)
    best = min(_seconds(template, context) for _round in range(20))
    assert best < 0.01  # below 1 ms on an idle machine; the limit leaves room for a busy one


def _seconds(template: Template, context: Context) -> float:
    start = perf_counter()
    template.render(context)
    return perf_counter() - start
