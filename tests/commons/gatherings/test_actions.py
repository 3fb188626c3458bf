"""The life of an event, and what becomes of its dates."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from kyodo.commons.gatherings.actions import (
    cancel_gathering,
    create_gathering,
    edit_gathering,
    publish_gathering,
    reinstate_gathering,
)
from kyodo.commons.gatherings.documents import document
from kyodo.commons.gatherings.models import Gathering
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import SYSTEM
from tests.commons.gatherings.conftest import NOW
from tests.factories.gatherings import on

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}
FIRST, SECOND, THIRD = (on(date(2026, 12, day)) for day in (5, 12, 19))


def dates(gathering: Gathering) -> list[tuple[int, int, bool]]:
    """Return (number, day, is cancelled) in the order of the numbers."""
    found = gathering.occurrences.order_by("number")
    return [(one.number, one.starts_at.astimezone(NOW.tzinfo).day, one.is_cancelled) for one in found]


def published(*drafts: Any) -> Gathering:
    return publish_gathering(gathering=create_gathering(title="講座", dates=drafts, **BY), **BY)


def test_an_event_is_written_published_cancelled_and_takes_place_after_all():
    made = create_gathering(title="講座", dates=[FIRST], **BY)
    assert (made.state, document(made.slug)) == ("draft", None)
    made = publish_gathering(gathering=made, **BY)
    assert (made.state, made.published_at, document(made.slug).title) == ("published", NOW, "講座")
    made = cancel_gathering(gathering=made, reason="台風のため", **BY)
    assert (made.state, made.cancelled_reason, document(made.slug).title) == ("cancelled", "台風のため", "講座")
    made = reinstate_gathering(gathering=made, **BY)
    assert (made.state, made.cancelled_reason) == ("published", "")
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["create", "publish", "cancel", "reinstate"]


def test_an_event_without_a_date_is_not_published():
    with pytest.raises(Unusable):
        publish_gathering(gathering=create_gathering(title="講座", **BY), **BY)


def test_a_draft_cannot_be_cancelled_and_nothing_is_published_twice():
    draft = create_gathering(title="講座", dates=[FIRST], **BY)
    with pytest.raises(Conflict):
        cancel_gathering(gathering=draft, reason="x", **BY)
    publish_gathering(gathering=draft, **BY)
    with pytest.raises(Conflict):
        publish_gathering(gathering=draft, **BY)


def test_a_moved_date_keeps_its_number():
    made = published(FIRST, SECOND)
    edit_gathering(gathering=made, dates=[FIRST, THIRD], **BY)
    assert dates(made) == [(1, 5, False), (2, 19, False)]


def test_a_date_that_was_public_stays_as_cancelled_and_can_come_back():
    made = published(FIRST, SECOND)
    edit_gathering(gathering=made, dates=[SECOND], **BY)
    assert dates(made) == [(1, 5, True), (2, 12, False)]
    edit_gathering(gathering=made, dates=[FIRST, SECOND, THIRD], **BY)
    assert dates(made) == [(1, 5, False), (2, 12, False), (3, 19, False)]


def test_a_date_of_a_draft_goes_without_a_trace():
    made = create_gathering(title="講座", dates=[FIRST, SECOND], **BY)
    edit_gathering(gathering=made, dates=[SECOND], **BY)
    assert dates(made) == [(2, 12, False)]


def test_a_public_event_keeps_a_date_and_none_twice():
    made = published(FIRST)
    for wrong in ([], [SECOND, SECOND]):
        with pytest.raises(Unusable):
            edit_gathering(gathering=made, dates=wrong, **BY)
    assert dates(made) == [(1, 5, False)]


def test_saving_the_same_again_changes_nothing():
    made = published(FIRST)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        edit_gathering(gathering=made, title="講座", dates=[FIRST], **BY)
    made.refresh_from_db()
    assert (made.changed_at, Entry.objects.filter(verb="edit").count()) == (NOW, 0)


def test_who_wrote_meanwhile_is_not_overwritten():
    made = published(FIRST)
    seen = made.changed_at
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        edit_gathering(gathering=made, title="先に", seen_at=seen, **BY)
        with pytest.raises(Conflict):
            edit_gathering(gathering=made, title="あとで", seen_at=seen, **BY)
    made.refresh_from_db()
    assert made.title == "先に"


def test_a_row_of_a_file_is_entered_once():
    create_gathering(title="講座", origin=("041009", "1"), **BY)
    with pytest.raises(Conflict):
        create_gathering(title="別の名", origin=("041009", "1"), **BY)
    create_gathering(title="他市", origin=("040002", "1"), **BY)
    assert Gathering.objects.count() == 2
