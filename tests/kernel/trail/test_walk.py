import pytest

from kyodo.commons.people.models import Person
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.trail.models import Step
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind, back, came_from, forward

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(monkeypatch):
    """Show people on trails, except the one who is hidden."""

    def find(who, key):
        person = Person.objects.get(pk=key)
        return None if person.note == "hidden" else Stop("person", person.name, f"/p/{key}/")

    monkeypatch.setattr(KINDS, "_items", {"people.person": TrailKind("people.person", find)})


@pytest.fixture
def chain(shown):
    wish, need, work, case = (Person.objects.create(name=name) for name in ("wish", "need", "work", "case"))
    came_from(need, wish)
    came_from(work, need)
    came_from(case, work)
    return wish, need, work, case


def test_a_case_walks_back_to_the_wish(chain):
    assert [stop.title for stop in back(chain[3], NOBODY)] == ["work", "need", "wish"]


def test_a_wish_walks_forward_to_what_became_of_it(chain):
    assert [stop.title for stop in forward(chain[0], NOBODY)] == ["need", "work", "case"]


def test_saying_it_twice_changes_nothing(chain):
    came_from(chain[1], chain[0])
    assert Step.objects.count() == 3


def test_what_one_may_not_see_is_stepped_over(chain):
    Person.objects.filter(name="work").update(note="hidden")
    assert [stop.title for stop in back(chain[3], NOBODY)] == ["need", "wish"]


def test_a_circle_ends(chain):
    came_from(chain[0], chain[3])
    assert [stop.title for stop in forward(chain[0], NOBODY)] == ["need", "work", "case"]
