"""A small way: what its pack says is loaded, and a wall that a test may fill."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kyodo.kernel.packs.load import load
from kyodo.kernel.registry import MILESTONES, Milestone, MilestoneSource
from tests.factories.packs import a_pack
from tests.factories.timeline import WAY


@pytest.fixture
def way(db: None, tmp_path: Path) -> None:
    """The way of the sample city is there."""
    load(a_pack(tmp_path, WAY))


@pytest.fixture
def hang() -> Iterator[Callable[..., None]]:
    """Hang milestones of a room on the wall; they are taken down after the test."""

    def hung(*milestones: Milestone) -> None:
        MILESTONES.hang(MilestoneSource("planted", "見本", lambda: milestones))

    yield hung
    MILESTONES._items.pop("planted", None)
