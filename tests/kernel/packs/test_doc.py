"""The city of ``docs/PACK.md`` is complete, short, and loads; and the page names every key and choice that there is."""

import re
from pathlib import Path

import pytest

from kyodo.commons.places.models import City, Facility
from kyodo.kernel.packs.kinds import PACK_KINDS
from kyodo.kernel.packs.load import load
from tests.factories.packs import ROOT, documented_pack

pytestmark = pytest.mark.django_db


def test_the_documented_city_loads(tmp_path: Path):
    root, lines = documented_pack(tmp_path)
    created = {one.kind: one.created for one in load(root)}
    assert lines < 60
    assert {kind: slugs for kind, slugs in created.items() if slugs} == {
        "ward": ["kita", "minami"],
        "district": ["eki-mae"],
        "facility": ["center"],
        "desk": ["kyodo"],
        "city": ["mihon"],
        "field": ["machizukuri"],
    }
    assert City.objects.get().site_name == "みほん協働ひろば"
    assert Facility.objects.get().postcode == "1000001"


@pytest.mark.parametrize("kind", list(PACK_KINDS), ids=lambda kind: kind.name)
def test_the_page_names_every_key_and_every_choice(kind):
    page = (ROOT / "docs/PACK.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if f"| {kind.name} |" in line)
    schema = kind.schema.model_json_schema()
    closures = ("Closure", "OnHoliday", "SingleDay")
    parts = [schema, *(part for name, part in schema.get("$defs", {}).items() if not _any_in(closures, name))]
    words = {word for part in parts for word in [*part.get("properties", {}), *part.get("enum", [])]}
    assert words - {"slug", "source", "demo"} - set(re.findall(r"\w+", row)) == set()


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)
