"""Cases of the casebook, published unless said otherwise."""

import itertools
import json
from typing import Any

from django.utils import timezone

from kyodo.casebook.models import Case, SchemeUsed
from kyodo.ui.richtext import from_markdown

_numbers = itertools.count(1)
#: What the government's table of a case requires (GIF 451-3).
REQUIRED = [
    "タイトル",
    "事例の場所",
    "対象組織",
    "取り組みの概要",
    "取り組み理由",
    "目的",
    "取り組み内容",
    "連絡先情報",
]


def a_case(
    title: str = "空き家をみんなの居場所に", *, story: list[dict[str, Any]] | None = None, **values: Any
) -> Case:
    """Make a case; ``wards``, ``fields`` and ``schemes`` ((programme, name) pairs) are linked to it."""
    links = {name: values.pop(name, []) for name in ("wards", "fields", "schemes")}
    given = {
        "slug": f"case-{next(_numbers)}", "lead": "町内会とNPOが、空き家を居場所に変えました。", "live": True,
        "first_published_at": timezone.now(), "body": json.dumps(story or []), **values,
    }  # fmt: skip
    case = Case(title=title, **given)
    case.wards, case.fields = links["wards"], links["fields"]
    case.save()
    for order, (programme, name) in enumerate(links["schemes"]):
        SchemeUsed.objects.create(case=case, programme=programme, name=name, sort_order=order)
    return case


def a_part(kind: str, text: str, heading: str = "") -> dict[str, Any]:
    """Return a part of a story, its text as Markdown."""
    return {"type": "part", "value": {"kind": kind, "heading": heading, "text": from_markdown(text)}}
