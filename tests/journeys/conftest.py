"""A small city on the live site."""

from datetime import date
from pathlib import Path

import pytest

from tests.journeys.world import settle
from tests.support.keeping import begun_with


@pytest.fixture
def last_day(live: str, tmp_path: Path) -> date:
    """A small city is there; this is the last day of its flower grant."""
    return begun_with("small city", lambda: settle(tmp_path))


@pytest.fixture
def city(last_day: date) -> None:
    """A small city is there."""
