import pytest


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """No minute ends between two requests of a test, however slow the machine is."""
    monkeypatch.setattr("kyodo.kernel.freshness.served.time", lambda: 1_800_000_000.0)
