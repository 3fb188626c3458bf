import pytest

from kyodo.center.bookings import documents
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.search.find import find
from kyodo.kernel.search.followers import names_of, refresh
from tests.factories.bookings import a_house, a_room

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def found(text: str) -> list[str]:
    return [item.url for item in find(text, who=NOBODY, kinds=("room",)).items]


def test_a_room_is_found_by_its_name_its_layout_and_its_house_while_it_is_public() -> None:
    house = a_house(name="みどり会館")
    room = a_room("研修室9", facility=house, layouts=[{"key": "ro", "name": "ロの字", "capacity": 12}])
    refresh([(documents.KIND, room.slug)])
    assert [found(text) for text in ("研修室9", "ロの字", "みどり会館")] == [[f"/rooms/{room.slug}/"]] * 3
    house.name = "あおば会館"
    house.save()
    refresh(names_of(house))
    assert (found("みどり会館"), found("あおば会館")) == ([], [f"/rooms/{room.slug}/"])
    room.is_public = False
    room.save()
    refresh([(documents.KIND, room.slug)])
    assert found("研修室9") == []
    assert list(documents.documents()) == []
