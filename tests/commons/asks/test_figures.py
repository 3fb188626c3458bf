"""The year's figures for the committee: counted once, without a name, the same on the page and in the file."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from kyodo.commons.asks.actions import answer, end, withdraw, write_other
from kyodo.commons.asks.figures import figures
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import moment
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import an_actor
from tests.factories.asks import an_ask, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BY: dict[str, Any] = {"by": SYSTEM, "channel": "phone"}
YEAR = FiscalYear(2025)
JUNE = moment(YEAR.start) + timedelta(days=70)


def a_year() -> None:
    """One association asked six times in June 2025 (by us four times), another once, one question taken back."""
    one, _person = an_officer(actor=an_actor("片平町内会", "community_organization"))
    two, _person = an_officer(actor=an_actor("川平町内会", "community_organization"))
    with time_machine.travel(JUNE):
        answer_by = JUNE + timedelta(days=30)
        asks = [an_ask(seat, answer_by=answer_by) for seat in (one, one, one, one, two)]
        withdraw(ask=an_ask(two, answer_by=answer_by), **BY)
        for office in ("見本課", "見本室"):
            write_other(actor=one.actor, on=JUNE.date(), office=office, what="アンケート", **BY)
    for ask, days in ((asks[0], 1), (asks[1], 4), (asks[2], 6)):
        way = {**BY, "channel": "fax" if days == 6 else "phone"}
        answer(ask=ask, choice=ask.choices.get(key="yes"), at=JUNE + timedelta(days=days), **way)
    end(ask=asks[3], **BY)


def test_the_figures_of_a_year() -> None:
    a_year()
    found = figures(YEAR)
    whole = found.whole
    assert (whole.asked, whole.answered, whole.unanswered, whole.percent, whole.days) == (5, 3, 1, 75, 4.0)
    assert found.channels == [("電話", 2), ("ファックス", 1)]
    june = next(month for month in found.months if month.first.month == 6)
    assert (june.ours, june.others, june.bands) == (5, 2, (1, 0, 1))
    assert (len(found.months), figures(FiscalYear(2024)).has_any) == (12, False)


def test_the_page_and_the_file_say_the_same_and_name_nobody(someone: Any) -> None:
    a_year()
    desk = someone("secretariat").client
    page = desk.get("/desk/asks/figures/?year=2025").content.decode()
    table = b"".join(desk.get("/desk/asks/figures.csv?year=2025").streaming_content).decode("utf-8-sig")
    for words in ("令和7年度", "75%", "4.0"):
        assert words in page
    assert "2025年6月,4件以上の団体,1" in table
    assert [name for name in ("片平", "川平", "佐藤", "見本課") if name in table or name in page] == []
    assert desk.get("/desk/asks/figures/?year=めちゃ").status_code == 200
    assert someone("editor").client.get("/desk/asks/figures.csv").status_code == 404
