"""Who may see a consultation: its desk's consultants and whom it was handed to; each reading is written down."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kyodo.center.consultations import rules
from kyodo.center.consultations.actions import handing
from kyodo.center.consultations.actions.consultations import close, withdraw
from kyodo.center.consultations.clockwork import forget_closed, forget_withdrawn
from kyodo.center.consultations.models import Consultant, Consultation, Sharing
from kyodo.center.consultations.states import CONSULTATION
from kyodo.commons.people.actions import end_role
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Unusable
from kyodo.kernel.idempotency.keys import FIELD, new_key
from kyodo.kernel.permissions import NOBODY, SYSTEM
from tests.factories.consultations import BY, a_consultant, a_consultation, a_place_with_desk, a_theme
from tests.factories.people import sign_in
from tests.factories.places import a_desk

pytestmark = pytest.mark.django_db
WORDS = "家族のことで困っている"


def sees(client: Client, one: Consultation, query: str = "") -> tuple[int, bool]:
    """Return how the page answers and whether it shows what was told."""
    answer = client.get(f"/desk/consultations/{one.code}/{query}")
    return answer.status_code, WORDS in answer.content.decode()


def reads() -> list[tuple[str, dict[str, str]]]:
    """Return who read, and how, in order."""
    return list(Entry.objects.filter(lane="consultations", verb="read").order_by("number").values_list("by", "facts"))


def test_only_the_desk_reads_it_and_each_reading_is_written_down() -> None:
    desk, other = a_place_with_desk(), a_place_with_desk("青葉区 まちづくり推進課")
    keeper, neighbor = a_consultant(desk), a_consultant(other, "city_staff")
    one = a_consultation(desk, words=WORDS)
    assert sees(keeper.client, one) == (200, True)
    strangers = [neighbor, *(sign_in(role) for role in ("administrator", "center_staff", "city_staff", "coordinator"))]
    assert [sees(stranger.client, one) for stranger in strangers] == [(404, False)] * 5
    assert reads() == [(f"person:{keeper.person.pk}", {"as": "desk"})]
    day = keeper.client.get("/desk/consultations/").content.decode()
    assert (one.code in day, WORDS in day, "見本 太郎" in day) == (True, False, False)
    assert one.code not in neighbor.client.get("/desk/consultations/").content.decode()
    assert [bool(rules.may_read(who, one)) for who in (NOBODY, SYSTEM)] == [False, False]
    assert set(rules.MAY) >= {step.verb for step in CONSULTATION.transitions}


def test_a_former_consultant_sees_nothing_at_the_next_request() -> None:
    desk = a_place_with_desk()
    by_role, by_term = a_consultant(desk), a_consultant(desk, "coordinator")
    one = a_consultation(desk, words=WORDS)
    assert [sees(who.client, one)[0] for who in (by_role, by_term)] == [200, 200]
    end_role(person=by_role.person, role="center_staff", **BY)
    admin = sign_in("administrator")
    term = Consultant.objects.get(person=by_term.person)
    assert admin.client.post(f"/desk/consultations/consultants/{term.pk}/end/").status_code == 302
    for who in (by_role, by_term):
        pages = ("", "new/", "slots/", "figures/", "day/", f"{one.code}/", f"{one.code}/book/")
        assert [who.client.get(f"/desk/consultations/{page}").status_code for page in pages] == [404] * 7
        note = {"text": "もう書けない", FIELD: new_key()}
        assert who.client.post(f"/desk/consultations/{one.code}/note/", note).status_code == 404
    assert one.notes.count() == 0


def test_nobody_appoints_themselves_and_only_staff_consult() -> None:
    desk, admin, staff = a_place_with_desk(), sign_in("administrator", "city_staff"), sign_in("city_staff")
    form = {"desk": desk.pk, FIELD: new_key()}
    own = admin.client.post("/desk/consultations/consultants/", {**form, "person": admin.person.pk})
    assert (own.status_code, Consultant.objects.count()) == (422, 0)
    citizen = admin.client.post(
        "/desk/consultations/consultants/", {**form, FIELD: new_key(), "person": sign_in().person.pk}
    )
    assert (citizen.status_code, Consultant.objects.count()) == (422, 0)
    good = admin.client.post("/desk/consultations/consultants/", {**form, FIELD: new_key(), "person": staff.person.pk})
    assert (good.status_code, Consultant.objects.get().person) == (302, staff.person)


def test_whom_it_was_handed_to_says_why_before_reading_and_may_not_close() -> None:
    desk, other = a_place_with_desk(), a_place_with_desk("青葉区 まちづくり推進課")
    keeper, colleague = a_consultant(desk), a_consultant(other, "city_staff")
    one = a_consultation(desk, words=WORDS)
    form = {"person": colleague.person.pk, "why": "knows", FIELD: new_key()}
    assert keeper.client.post(f"/desk/consultations/{one.code}/share/", form).status_code == 302
    assert sees(colleague.client, one) == (200, False)
    assert [sees(colleague.client, one, query) for query in ("?why=x", "?why=stands_in")] == [(200, False), (200, True)]
    assert reads()[-1] == (f"person:{colleague.person.pk}", {"as": "shared", "why": "stands_in"})
    note = {"text": "こちらの制度を案内した", "why": "stands_in", FIELD: new_key()}
    answer = colleague.client.post(f"/desk/consultations/{one.code}/note/", note)
    assert answer["Location"] == f"/desk/consultations/{one.code}/?why=stands_in"
    closing = colleague.client.post(f"/desk/consultations/{one.code}/close/", {"outcome": "answered", FIELD: new_key()})
    assert closing.status_code == 403
    keeper.client.post(f"/desk/consultations/sharings/{Sharing.objects.get().pk}/end/")
    assert sees(colleague.client, one, "?why=stands_in") == (404, False)


def test_handing_on_needs_consent_and_takes_it_away_from_here_where_the_other_desk_works_on_this_site() -> None:
    desk, other, far = a_place_with_desk(), a_place_with_desk("青葉区 まちづくり推進課"), a_desk("市政情報センター")
    keeper, neighbor = a_consultant(desk), a_consultant(other, "city_staff")
    one = a_consultation(desk, words=WORDS)
    form = {
        "to": "desk", "desk": far.pk, "words": "資料がほしいとのこと", "consent_channel": "phone",
        "consented_on_year": today().year, "consented_on_month": today().month, "consented_on_day": today().day,
    }  # fmt: skip
    refused = keeper.client.post(f"/desk/consultations/{one.code}/hand-on/", {**form, FIELD: new_key()})
    assert (refused.status_code, one.handings_on.count()) == (422, 0)
    assert "資料がほしいとのこと" in refused.content.decode()
    agreed = {**form, "has_agreed": "on"}
    done = keeper.client.post(f"/desk/consultations/{one.code}/hand-on/", {**agreed, FIELD: new_key()})
    assert (done.status_code, one.handings_on.get().takes_over, sees(keeper.client, one)) == (302, False, (200, True))
    with pytest.raises(Unusable, match="同意"):
        handing.hand_on(
            consultation=one, to="desk", desk=other, consented_on=today() + timedelta(days=1), consent_channel="phone",
            **BY,
        )  # fmt: skip
    taken = keeper.client.post(
        f"/desk/consultations/{one.code}/hand-on/", {**agreed, "desk": other.pk, FIELD: new_key()}
    )
    assert taken["Location"] == "/desk/consultations/"
    assert [sees(who.client, one) for who in (keeper, neighbor)] == [(404, False), (200, True)]
    consent = Entry.objects.filter(verb="hand_on").order_by("number").last()
    assert consent is not None
    assert consent.facts["consent"] == "phone"


def test_what_is_to_be_done_stands_on_the_day_until_it_is_done() -> None:
    desk = a_place_with_desk()
    keeper = a_consultant(desk)
    one = a_consultation(desk, words=WORDS, is_begun=True)
    form = {"what": "候補の場所を知らせる", "when": "7", FIELD: new_key()}
    keeper.client.post(f"/desk/consultations/{one.code}/follow-up/", form)
    assert one.follow_ups.get().due_on == today() + timedelta(days=7)
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        day = keeper.client.get("/desk/consultations/").content.decode()
        assert ("今日すること" in day, "候補の場所" in day) == (True, False)
        keeper.client.post(f"/desk/consultations/follow-ups/{one.follow_ups.get().pk}/done/", {"day": "1"})
        assert "今日すること" not in keeper.client.get("/desk/consultations/").content.decode()
    page = keeper.client.get(f"/desk/consultations/{one.code}/").content.decode()
    assert "候補の場所を知らせる" in page


def test_the_clock_of_retention_erases_a_year_after_the_end_and_a_month_after_taking_back() -> None:
    closed, taken_back, still = a_consultation(words=WORDS), a_consultation(), a_consultation()
    close(consultation=closed, outcome="answered", **BY)
    withdraw(consultation=taken_back, **BY)
    now = timezone.now()
    assert [forget_closed(now - timedelta(days=365)), forget_withdrawn(now - timedelta(days=30))] == [0, 0]
    later = now + timedelta(seconds=1)
    assert [forget_closed(later), forget_withdrawn(later), forget_closed(later)] == [1, 1, 0]
    assert [Consultation.objects.get(pk=one.pk).state for one in (closed, taken_back, still)] == [
        "erased", "erased", "waiting",
    ]  # fmt: skip


def test_with_a_wrong_key_the_page_says_what_the_operator_has_to_do(settings: Any) -> None:
    desk = a_place_with_desk()
    keeper, one = a_consultant(desk), a_consultation(desk, words=WORDS)
    settings.SEALING_KEYS = ["another secret"]
    answer = keeper.client.get(f"/desk/consultations/{one.code}/")
    assert (answer.status_code, "KYODO_SEALING_KEYS" in answer.content.decode()) == (500, True)
    assert keeper.client.get("/desk/consultations/").status_code == 200


def test_the_days_pages_cost_the_same_however_many_there_are(django_assert_max_num_queries: Any) -> None:
    desk = a_place_with_desk()
    keeper = a_consultant(desk)
    for _number in range(12):
        a_consultation(desk, theme=a_theme())
    with django_assert_max_num_queries(24):
        assert keeper.client.get("/desk/consultations/").status_code == 200
    with django_assert_max_num_queries(24):
        assert keeper.client.get("/desk/consultations/slots/").status_code == 200
