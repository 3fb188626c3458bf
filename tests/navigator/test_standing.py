"""Where a programme stands, and the sections of the directory."""

from datetime import date
from typing import Any

import pytest

from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.standing import Standing, sections, standing_of
from tests.navigator.things import FRESH, NOW, a_programme, at

pytestmark = pytest.mark.django_db

CASES: list[tuple[str, dict[str, Any]]] = [
    ("open", {"apply_from": at(2026, 11, 1), "apply_until": at(2026, 12, 1)}),
    ("open", {"apply_until": at(2026, 11, 23, 11)}),
    ("closed", {"apply_until": at(2026, 11, 23, 10)}),
    ("closed", {"apply_from": at(2026, 9, 1), "apply_until": at(2026, 10, 24, 17)}),
    ("soon", {"apply_from": at(2026, 11, 24), "apply_until": at(2026, 12, 1)}),
    ("soon", {"apply_from": at(2026, 11, 24)}),
    ("unknown", {}),
    ("unknown", {"apply_from": at(2026, 4, 1)}),
    ("always", {"is_always_open": True}),
    ("stale", {"confirmed_on": None, "is_always_open": True}),
    ("stale", {"confirmed_on": date(2025, 11, 22), "apply_until": at(2026, 12, 1)}),
    ("open", {"confirmed_on": date(2025, 11, 23), "apply_until": at(2026, 12, 1)}),
    ("ended", {"year_until": 2025, "apply_until": at(2026, 12, 1)}),
    ("unknown", {"year_until": 2026}),
]


@pytest.mark.parametrize(("standing", "values"), CASES)
def test_a_programme_stands_where_its_dates_say(standing: str, values: dict[str, Any]) -> None:
    assert standing_of(SupportProgramme(**{"confirmed_on": FRESH, **values}), NOW) == standing


@pytest.mark.both_databases
def test_the_sections_hold_every_programme_once_and_agree_with_it() -> None:
    expected = [(a_programme(**values).pk, standing) for standing, values in CASES]
    found = [
        (pk, str(section.standing))
        for section in sections("deadline", NOW)
        for pk in SupportProgramme.objects.filter(section.condition).values_list("pk", flat=True)
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("sort", ["deadline", "confirmed", "name"])
def test_every_order_holds_every_programme_once(sort: str) -> None:
    pks = [a_programme(**values).pk for _standing, values in CASES]
    found = [
        pk
        for s in sections(sort, NOW)
        for pk in SupportProgramme.objects.filter(s.condition).values_list("pk", flat=True)
    ]
    assert sorted(found) == sorted(pks)


def test_the_fiscal_year_turns_on_the_first_of_april() -> None:
    programme = SupportProgramme(confirmed_on=date(2027, 3, 1), year_until=2026)
    assert standing_of(programme, at(2027, 3, 31, 23)) is Standing.UNKNOWN
    assert standing_of(programme, at(2027, 4, 1)) is Standing.ENDED


@pytest.mark.parametrize(
    ("until", "last_day", "hour"),
    [(at(2026, 12, 1), date(2026, 11, 30), None), (at(2026, 10, 24, 17), date(2026, 10, 24), 17), (None, None, None)],
)
def test_the_last_day_is_the_last_on_which_one_can_apply(until: Any, last_day: Any, hour: Any) -> None:
    programme = SupportProgramme(apply_until=until)
    assert (programme.last_day, programme.closing_time and programme.closing_time.hour) == (last_day, hour)
