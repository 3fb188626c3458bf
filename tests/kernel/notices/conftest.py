import pytest

from kyodo.kernel.notices.kinds import NOTICE_KINDS, UNSOLICITED, NoticeKind
from kyodo.kernel.notices.states import Urgency


@pytest.fixture(autouse=True)
def post_root(settings, tmp_path):
    """The worker's journals, in a folder of this test alone."""
    settings.POST_ROOT = str(tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Kinds for the tests: urgent and free, urgent and capped, weekly, and one that strangers cause."""
    monkeypatch.setattr(NOTICE_KINDS, "_items", dict(NOTICE_KINDS._items))
    NOTICE_KINDS.hang(
        NoticeKind("test.free", "free", Urgency.NOW, is_capped=False),
        NoticeKind("test.capped", "capped", Urgency.NOW),
        NoticeKind("test.weekly", "weekly"),
        NoticeKind("test.signup", "sign-up", Urgency.NOW, UNSOLICITED, is_capped=False),
    )
