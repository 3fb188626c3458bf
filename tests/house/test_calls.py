"""Calls that this house does not make."""

from pathlib import Path

import pytest

from tests.house.checks.calls import forbidden
from tests.house.checks.places import python_files


def test_nothing_forbidden_is_called() -> None:
    assert [line for path in python_files() for line in forbidden(path)] == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("Person.objects.raw('SELECT 1')", "raw"),
        ("Person.objects.extra(where=['1=1'])", "extra"),
        ("Person.objects.annotate(a=RawSQL('1', []))", "RawSQL"),
        ("Person.objects.filter(**request.GET.dict())", "filter(request…)"),
        ("Person.objects.filter(Q(**self.request.POST))", ""),
        ("Person.objects.order_by(request.GET['by'])", "order_by(request…)"),
        ("from django.utils.safestring import mark_safe", "mark_safe"),
        ("SafeString(text)", "SafeString"),
        ("from django.views.decorators.csrf import csrf_exempt\n@csrf_exempt\ndef a(): ...", "csrf_exempt"),
        ("class Meta:\n    fields = '__all__'", 'fields = "__all__"'),
        ("import pickle", "pickle"),
        ("yaml.load(text)", "yaml.load"),
        ("import requests", "requests"),
        ("from urllib.request import urlopen", "urllib.request"),
        ("eval(text)", "eval"),
        ("date.today()", "date.today"),
    ],
)
def test_what_is_planted_is_found(tmp_path: Path, code: str, what: str) -> None:
    path = tmp_path / "planted.py"
    path.write_text(code)
    found = [line.split(": ")[0].split(" ", 1)[1] for line in forbidden(path)]
    assert found == ([what] if what else [])


@pytest.mark.parametrize(
    "code",
    [
        "yaml.load(text, Loader=SafeLoader)",
        "Person.objects.filter(name=request.GET['q'])",
        "fields = ['name']",
        "def a() -> SafeString: ...",
    ],
)
def test_what_is_allowed_is_not_found(tmp_path: Path, code: str) -> None:
    path = tmp_path / "fine.py"
    path.write_text(code)
    assert forbidden(path) == []
