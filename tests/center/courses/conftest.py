"""All tests of this folder happen on Wednesday, 25 November 2026, 10:00 in Tokyo."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
import time_machine

from kyodo.kernel.clock.now import TOKYO

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=TOKYO)


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def travel() -> Iterator[Callable[[datetime], None]]:
    """Go to another moment of the test's day, as often as one likes."""
    with ExitStack() as trips:
        yield lambda at: trips.enter_context(time_machine.travel(at, tick=False)) and None
