"""The city of ``docs/PACK.md`` is complete, short, and loads."""

from pathlib import Path

import pytest

from kyodo.commons.places.models import City, Facility
from kyodo.kernel.packs.load import load
from tests.factories.packs import documented_pack

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
