"""Who may see a place and change its days."""

from collections.abc import Callable
from typing import Any

import pytest

from kyodo.commons.places.public import MAY, Facility
from kyodo.commons.places.rules import STAFF
from kyodo.kernel.permissions import NOBODY, ROLES


def test_every_role_named_exists() -> None:
    assert [key for key in STAFF if ROLES.find(key) is None] == []


@pytest.mark.parametrize(
    ("verb", "is_public", "staff", "others"),
    [
        ("view", True, True, True),
        ("view", False, True, False),
        ("close_day", True, True, False),
        ("open_day", True, True, False),
        ("remove_exception", True, True, False),
    ],
)
def test_what_each_may_do(someone: Callable[..., Any], verb: str, is_public: bool, staff: bool, others: bool) -> None:
    place = Facility(is_public=is_public)
    assert bool(MAY[verb](NOBODY, place)) is others
    for role in ROLES:
        assert bool(MAY[verb](someone(role.key).who, place)) is (staff if role.key in STAFF else others)
