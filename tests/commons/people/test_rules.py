import pytest

from kyodo.commons.people import rules
from kyodo.commons.people.models import Person
from kyodo.kernel.permissions import NOBODY


class Someone:
    is_known = True

    def __init__(self, pk, *roles):
        self.pk, self.roles = pk, roles

    def holds(self, role):
        return role in self.roles


HANAKO = Person(pk=1, name="見本 花子")
SELF, OTHER = Someone(1), Someone(2)
COORDINATOR, ADMINISTRATOR = Someone(2, "coordinator"), Someone(2, "administrator")
OWN_ADMINISTRATOR = Someone(1, "administrator")


@pytest.mark.parametrize(
    ("verb", "who", "allowed"),
    [
        ("see", NOBODY, False),
        ("see", OTHER, False),
        ("see", SELF, True),
        ("see", COORDINATOR, True),
        ("change", OTHER, False),
        ("change", SELF, True),
        ("register", SELF, False),
        ("register", COORDINATOR, True),
        ("grant_role", COORDINATOR, False),
        ("grant_role", ADMINISTRATOR, True),
        ("grant_role", OWN_ADMINISTRATOR, False),
        ("end_role", OWN_ADMINISTRATOR, False),
        ("erase", SELF, False),
        ("erase", ADMINISTRATOR, True),
    ],
)
def test_who_may_do_what_about_a_person(verb, who, allowed):
    assert bool(rules.MAY[verb](who, HANAKO)) is allowed


def test_a_person_not_yet_stored_is_nobodys_own():
    assert not rules.MAY["see"](NOBODY, Person())
