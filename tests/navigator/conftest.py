"""All tests of this folder happen on 23 November 2026, 10:00 in Tokyo."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.navigator.things import NOW


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
