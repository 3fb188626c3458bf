"""A long file is written in parts: whoever else writes gets through, and a killed worker loses and doubles nothing."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from kyodo.commons.actors.actions import edit_actor
from kyodo.commons.actors.imports.desk import ORGANIZATION_IMPORT
from kyodo.commons.actors.models import Actor
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.imports.actions import apply_file, receive_file
from kyodo.kernel.imports.desk import DESKS
from kyodo.kernel.imports.models import SentFile
from kyodo.kernel.imports.parts import apply_part, apply_waiting
from kyodo.kernel.permissions import SYSTEM
from tests.commons.actors.imports.files import TEMPLATE_HEADER, table, template_row
from tests.factories.actors import an_actor
from tests.factories.people import sign_in
from tests.kernel.notices.killing import database_url

ROWS = 520
BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

KILLED_IN_THE_SECOND_PART = """
import os, signal
import django
django.setup()
from kyodo.kernel.imports import parts
settle, seen = parts.settle, []
def settled(*told):
    settle(*told)
    seen.append(1)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
parts.settle = settled
parts.apply_waiting(lambda: False)
"""


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def sent(rows: int = ROWS, **more: Any) -> SentFile:
    lines = [template_row(f"見本{n}会", 種類="地域団体", **more) for n in range(rows)]
    file = table([TEMPLATE_HEADER, *lines], "utf-8")
    return receive_file(desk=ORGANIZATION_IMPORT, file=file, file_name="町内会.csv", **BY)


def asked_for(file: SentFile, **by: Any) -> SentFile:
    return apply_file(desk=ORGANIZATION_IMPORT, sent=file, shows_new=False, **(BY | by))


def outcomes(file: SentFile) -> dict[str, int]:
    return dict(Counter(file.rows.values_list("outcome", flat=True)))


def names() -> dict[str, int]:
    return {f"見本{n}会": 1 for n in range(ROWS)}


def in_another_thread(work: Any) -> None:
    """Run something on a connection of its own; it must not have to wait for anybody."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


def test_a_long_file_is_written_in_parts_and_others_get_through_between_two() -> None:
    desk = sign_in("city_staff")
    known = an_actor("見本519会", kind="community_organization", phone="022-000-0000")
    file = asked_for(sent(電話番号="022-212-3010"), by=desk.person)
    page = f"/desk/organizations/import/{file.pk}/"
    assert (file.state, Actor.objects.count()) == ("applying", 1)
    assert f"{ROWS}行のうち、0行の取り込みが終わりました。" in desk.client.get(page).content.decode()
    assert [desk.client.post(f"{page}{verb}/").status_code for verb in ("apply", "discard")] == [409, 409]

    stale = SentFile.objects.get()
    seen: list[int] = []

    def between() -> bool:
        seen.append(Actor.objects.count())
        if len(seen) == 2:
            in_another_thread(lambda: edit_actor(actor=known, phone="022-999-9999", **BY))
            assert f"{ROWS}行のうち、200行の" in desk.client.get(page).content.decode()
            # A second worker that looked before this part was written writes nothing.
            assert apply_part(ORGANIZATION_IMPORT, stale, 200) is False
        return False

    assert apply_waiting(between) == 3
    file.refresh_from_db()
    assert (file.state, seen) == ("applied", [1, 201, 401, ROWS])
    assert outcomes(file) == {"create": ROWS - 1, "skip": 1}
    assert Counter(Actor.objects.values_list("name", flat=True)) == names()
    assert Actor.objects.get(pk=known.pk).phone == "022-999-9999"
    entry = Entry.objects.get(lane="imports", verb="import")
    assert (entry.by, entry.facts) == (f"person:{desk.person.pk}", {"created": ROWS - 1, "updated": 0})
    assert apply_waiting(lambda: False) == 0

    again = asked_for(sent())
    before = list(Actor.objects.order_by("pk").values())
    apply_waiting(lambda: False)
    assert (outcomes(again), list(Actor.objects.order_by("pk").values())) == ({"same": ROWS}, before)


def test_a_run_that_was_killed_is_resumed_and_no_row_is_written_twice() -> None:
    file = asked_for(sent())
    environment = {
        **os.environ, "KYODO_DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "kyodo.site.settings",
        "KYODO_LOG_LEVEL": "ERROR",
    }  # fmt: skip
    killed = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED_IN_THE_SECOND_PART], env=environment, timeout=120, check=False
    )
    file.refresh_from_db()
    assert (killed.returncode, file.state, Actor.objects.count()) == (-9, "applying", 200)
    assert apply_waiting(lambda: False) == 2
    file.refresh_from_db()
    assert (file.state, outcomes(file)) == ("applied", {"create": ROWS})
    assert Counter(Actor.objects.values_list("name", flat=True)) == names()
    assert Entry.objects.filter(lane="actors", verb="import").count() == ROWS


def test_one_row_that_cannot_be_written_is_left_out_and_keeps_no_other_from_its_turn() -> None:
    def write(creates: Any, updates: Any, applied: Any) -> None:
        if any(row.values["name"] == "見本7会" for row in creates):
            raise ZeroDivisionError
        ORGANIZATION_IMPORT.write(creates, updates, applied)

    DESKS.hang(replace(ORGANIZATION_IMPORT, write=write))
    try:
        file = asked_for(sent())
        while apply_waiting(lambda: False):
            pass
    finally:
        DESKS.hang(ORGANIZATION_IMPORT)
    file.refresh_from_db()
    left_out = file.rows.get(outcome="skip")
    assert (file.state, outcomes(file)) == ("applied", {"create": ROWS - 1, "skip": 1})
    assert (left_out.values["name"], left_out.needs_person, bool(left_out.notes)) == ("見本7会", True, True)
