"""Who starts, changes, moves, shows and confirms, and what happens when it is done twice."""

from typing import Any

import pytest
from django.test import Client

from kyodo.commons.collaborations.models import Collaboration
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.collaborations import a_partner
from tests.factories.people import Signed, sign_in
from tests.factories.places import a_ward

pytestmark = pytest.mark.django_db
WRITES = ("edit/", "story/", "end/", "drawing/", "drawing/preview/", "show/", "hide/", "move/finish/",
          "partners/himitsu/confirm/")  # fmt: skip


@pytest.mark.parametrize("ending", WRITES)
def test_nobody_else_comes_in(client: Client, work: Collaboration, send: Any, ending: str) -> None:
    address = f"/collaborations/kawa/{ending}"
    assert send(client, address).headers["Location"].startswith("/sign-in/login/")
    assert send(sign_in("writer").client, address).status_code == 404
    work.refresh_from_db()
    assert (work.state, work.is_public, work.version) == ("active", True, 1)


def test_staff_start_a_joint_work(send: Any) -> None:
    ward, field = a_ward(), a_field()
    typed = {"title": "花いっぱい", "aim": "花を植える。", "wards": [ward.pk], "fields_of_activity": [field.pk]}
    answer = send(sign_in("coordinator").client, "/collaborations/new/", typed)
    made = Collaboration.objects.get()
    assert answer.headers["Location"] == f"/collaborations/{made.slug}/drawing/"
    assert (made.title, made.state, made.is_public, [*made.wards.all()]) == ("花いっぱい", "idea", False, [ward])


def test_the_same_form_sent_twice_starts_one(db: None) -> None:
    client, typed = sign_in("coordinator").client, {"title": "花いっぱい", "idempotency_key": new_key()}
    answers = [client.post("/collaborations/new/", typed).headers["Location"] for _n in range(2)]
    assert (answers[0] == answers[1], Collaboration.objects.count()) == (True, 1)


def test_an_officer_changes_the_facts(officer: Signed, send: Any) -> None:
    answer = send(officer.client, "/collaborations/kawa/edit/", {"title": "川と暮らす", "aim": "川を歩く。"})
    assert (answer.status_code, Collaboration.objects.get().title) == (302, "川と暮らす")
    refused = send(officer.client, "/collaborations/kawa/edit/", {"title": "", "aim": "新しい文"})
    assert (refused.status_code, "新しい文" in refused.content.decode()) == (422, True)


def test_two_who_change_at_once_lose_nothing(officer: Signed, send: Any) -> None:
    typed = {"title": "わたしの題", "seen_at": "2020-01-01T00:00:00+00:00"}
    answer = send(officer.client, "/collaborations/kawa/edit/", typed)
    assert (answer.status_code, "わたしの題" in answer.content.decode()) == (422, True)
    assert Collaboration.objects.get().title == "川を守る"


def test_the_story_is_written_in_rows(officer: Signed, work: Collaboration, send: Any) -> None:
    typed = {
        "do": "save", "span-count": "2", "span-0-since": "R6.4", "span-0-until": "", "span-1-since": "",
        "event-count": "1", "event-0-on": "令和6年5月1日", "event-0-title": "川歩き", "figure-count": "1",
        "figure-0-label": "歩いた人", "figure-0-year": "令和7年度", "figure-0-value": "１，２００",
        "figure-0-unit": "人",
    }  # fmt: skip
    assert send(officer.client, "/collaborations/kawa/story/", typed).status_code == 302
    assert [*work.spans.values_list("since", "until")] == [("2024-04", "")]
    assert [*work.events.values_list("on", "title")] == [("2024-05-01", "川歩き")]
    assert [*work.figures.values_list("label", "year", "value", "unit")] == [("歩いた人", 2025, 1200, "人")]


def test_a_row_is_added_and_nothing_typed_is_lost(officer: Signed, work: Collaboration, send: Any) -> None:
    typed = {
        "do": "add:event",
        "span-count": "0",
        "event-count": "1",
        "event-0-on": "いつか",
        "event-0-title": "川歩き",
    }
    text = send(officer.client, "/collaborations/kawa/story/", {**typed, "figure-count": "0"}).content.decode()
    assert ['value="いつか"' in text, 'value="川歩き"' in text, "event-1-on" in text] == [True, True, True]
    assert work.events.count() == 0


def test_what_cannot_be_read_is_said_beside_its_field(officer: Signed, work: Collaboration, send: Any) -> None:
    typed = {"do": "save", "span-count": "1", "span-0-since": "2025-04", "span-0-until": "2024-03"}
    answer = send(officer.client, "/collaborations/kawa/story/", typed)
    assert answer.status_code == 422
    assert 'id="id_span-0-until_error"' in answer.content.decode()
    assert work.spans.count() == 0


# --- its life ------------------------------------------------------------------------------


def test_an_officer_moves_it_along(officer: Signed, send: Any) -> None:
    for verb, state in (("pause", "paused"), ("resume", "active"), ("finish", "done")):
        send(officer.client, f"/collaborations/kawa/move/{verb}/")
        assert Collaboration.objects.get().state == state
    assert send(officer.client, "/collaborations/kawa/move/finish/").status_code == 409


def test_pressing_twice_moves_once(officer: Signed) -> None:
    sent = {"idempotency_key": new_key()}
    answers = [officer.client.post("/collaborations/kawa/move/finish/", sent).status_code for _n in range(2)]
    assert (answers, Entry.objects.filter(verb="finish").count()) == ([302, 302], 1)


@pytest.mark.parametrize("verb", ["draw", "see", "unheard-of"])
def test_what_is_no_move_is_refused(officer: Signed, send: Any, verb: str) -> None:
    assert send(officer.client, f"/collaborations/kawa/move/{verb}/").status_code == 403


def test_an_early_end_needs_its_reason(officer: Signed, send: Any) -> None:
    assert send(officer.client, "/collaborations/kawa/end/", {"reason": " "}).status_code == 422
    assert Collaboration.objects.get().state == "active"
    send(officer.client, "/collaborations/kawa/end/", {"reason": "担い手が足りません。"})
    ended = Collaboration.objects.get()
    assert (ended.state, ended.end_reason) == ("ended", "担い手が足りません。")
    assert send(officer.client, "/collaborations/kawa/move/end/").status_code == 400


def test_staff_show_and_hide_it(work: Collaboration, officer: Signed, send: Any) -> None:
    desk = sign_in("center_staff").client
    assert send(desk, "/collaborations/kawa/hide/").status_code == 302
    assert Collaboration.objects.get().is_public is False
    assert send(officer.client, "/collaborations/kawa/show/").status_code == 404
    assert send(desk, "/collaborations/kawa/show/").status_code == 302
    assert Collaboration.objects.get().is_public is True


# --- confirming ----------------------------------------------------------------------------


def test_staff_write_down_how_a_partner_confirmed(client: Client, work: Collaboration, send: Any) -> None:
    desk = sign_in("coordinator")
    address = "/collaborations/kawa/partners/himitsu/confirm/"
    assert send(desk.client, address).status_code == 400
    assert send(desk.client, address, {"confirmation": "web"}).status_code == 400
    assert send(desk.client, address, {"confirmation": "phone"}).status_code == 302
    partner = work.partners.get(key="himitsu")
    assert (partner.confirmation, partner.confirmed_by) == ("phone", desk.person)
    assert "ひみつ電機" in client.get("/collaborations/kawa/").content.decode()
    assert send(desk.client, address, {"confirmation": "phone"}).status_code == 409


def test_whoever_holds_a_seat_of_it_confirms_on_the_site(work: Collaboration, send: Any) -> None:
    firm, person = an_actor("工務店", "business"), sign_in()
    a_partner(work, firm, key="firm", confirmation="")
    a_holding(a_seat(firm), person.person)
    shown = person.client.get("/collaborations/kawa/").content.decode()
    assert ["はい、参加しています" in shown, "工務店" in shown, "ひみつ電機" in shown] == [True, True, False]
    send(person.client, "/collaborations/kawa/partners/firm/confirm/", {"confirmation": "paper"})
    assert work.partners.get(key="firm").confirmation == "web"


def test_nobody_confirms_for_another(work: Collaboration, officer: Signed, send: Any) -> None:
    assert send(officer.client, "/collaborations/kawa/partners/himitsu/confirm/").status_code == 404
    assert work.partners.get(key="himitsu").confirmation == ""
