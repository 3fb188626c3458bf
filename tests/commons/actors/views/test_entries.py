"""What people get on the pages of organizations, and who changes them."""

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kyodo.commons.actors.imports.desk import ORGANIZATION_IMPORT
from kyodo.commons.actors.models import Actor, Holding
from kyodo.commons.people.actions import give_consent
from kyodo.kernel.imports.actions import receive_file
from kyodo.kernel.permissions import SYSTEM
from tests.commons.actors.imports.files import TEMPLATE_HEADER
from tests.factories.actors import a_field, a_holding, a_seat, an_actor
from tests.factories.people import a_person, sign_in
from tests.factories.places import a_ward

pytestmark = pytest.mark.django_db
CANARY = "鵜沼 カナリア"


# --- for everybody -------------------------------------------------------------------------


@pytest.fixture
def held(actor: Actor) -> Holding:
    return a_holding(a_seat(actor, "会長"), a_person(CANARY, "ウヌマ カナリア"), since=date(2020, 4, 1))


REPRESENTATIONS = [
    "/organizations/", "/organizations/?q=鵜沼", "/organizations/?q=見本", "/en/organizations/",
    "/organizations/{slug}/",
    "/organizations/table/", "/api/v1/organizations", "/api/v1/organizations?q=鵜沼", "/api/v1/organizations/{slug}",
    "/feed.atom",
    "/sitemap.xml", "/api/v1/search?q=鵜沼", "/search/?q=鵜沼", "/",
]  # fmt: skip


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("address", REPRESENTATIONS)
def test_no_representation_names_a_holder(text_of: Any, visitor: Client, actor: Actor, address: str) -> None:
    shown = text_of(visitor.get(address.format(slug=actor.slug))).replace("?q=鵜沼", "").replace('value="鵜沼"', "")
    assert (CANARY in shown, "カナリア" in shown, "ウヌマ" in shown) == (False, False, False)


def test_a_holder_who_agreed_is_named_on_the_page_alone(
    text_of: Any, visitor: Client, actor: Actor, held: Holding
) -> None:
    give_consent(person=held.person, purpose="public_name", by=SYSTEM, channel="paper")
    named = [a for a in REPRESENTATIONS if CANARY in text_of(visitor.get(a.format(slug=actor.slug)))]
    assert named == ["/organizations/{slug}/"]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_listed_does_not_exist_for_visitors(
    text_of: Any, visitor: Client, actor: Actor, state: str
) -> None:
    Actor.objects.filter(pk=actor.pk).update(state=state)
    gone, never = visitor.get(f"/organizations/{actor.slug}/"), visitor.get("/organizations/never-was/")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert visitor.get(f"/api/v1/organizations/{actor.slug}").status_code == 404
    for address in ("/organizations/?state=draft", "/organizations/table/?state=draft", "/sitemap.xml", "/feed.atom"):
        assert actor.slug not in text_of(visitor.get(address))


def test_the_page_says_what_matters(visitor: Client, actor: Actor) -> None:
    a_seat(actor, "会長")
    shown = visitor.get(f"/organizations/{actor.slug}/").content.decode()
    for words in (
        "見本第一町内会",
        "ミホンダイイチチョウナイカイ",
        "地域団体",
        "青葉区",
        "まちづくり",
        "会長",
        "夏まつりをひらく。",
    ):
        assert words in shown
    assert "csrfmiddlewaretoken" not in shown


def test_machines_read_the_page_too(visitor: Client, actor: Actor) -> None:
    Actor.objects.filter(pk=actor.pk).update(
        corporate_number="8000020130001", purpose="</script><script>alert(1)</script>"
    )
    shown = visitor.get(f"/organizations/{actor.slug}/").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert block is not None
    data = json.loads(block[1])
    assert (data["@type"], data["name"], data["identifier"]["value"], data["areaServed"]) == (
        "Organization", "見本第一町内会", "8000020130001", ["青葉区"],
    )  # fmt: skip
    assert "<script>alert" not in shown


def test_a_stale_entry_says_so(actor: Actor) -> None:
    shown = Client().get(f"/organizations/{actor.slug}/").content.decode()
    Actor.objects.filter(pk=actor.pk).update(confirmed_on=timezone.localdate())
    fresh = Client().get(f"/organizations/{actor.slug}/").content.decode()
    assert ("freshness stale" in shown, "freshness stale" in fresh) == (True, False)


def test_a_sample_carries_its_mark(visitor: Client) -> None:
    sample = an_actor("見本会", is_demo=True)
    for address in ("/organizations/", f"/organizations/{sample.slug}/"):
        assert 'class="tag sample"' in visitor.get(address).content.decode()


def test_the_table_can_be_brought_back_and_changes_nothing(visitor: Client, actor: Actor) -> None:
    Actor.objects.filter(pk=actor.pk).update(
        purpose="=1+1\n二行目", phone="022-212-3010", founded="1958", url="https://example.jp/"
    )
    content = b"".join(visitor.get("/organizations/table/").streaming_content)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert (rows[0][: len(TEMPLATE_HEADER)], len(rows), rows[1][5]) == (TEMPLATE_HEADER, 2, "'=1+1\n二行目")
    batch = receive_file(
        desk=ORGANIZATION_IMPORT, file=io.BytesIO(content), file_name="o.csv", by=SYSTEM, channel="web"
    )
    assert [row.outcome for row in batch.rows.all()] == ["same"]


@pytest.mark.both_databases
def test_a_visitors_pages_cost_few_queries_however_many_there_are(
    text_of: Any, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(45):
        entry = an_actor(f"会{n}")
        entry.wards.add(a_ward())
        entry.fields.add(a_field())
        a_seat(entry)
    visitor.get("/organizations/")
    for address in (
        "/organizations/",
        "/organizations/?ward=aoba&q=会",
        f"/organizations/{entry.slug}/",
        "/api/v1/organizations",
    ):
        with django_assert_max_num_queries(12):
            assert "会" in text_of(visitor.get(f"{address}{'&' if '?' in address else '?'}x=1"))


# --- the API -------------------------------------------------------------------------------


def test_the_api_gives_pages(visitor: Client, actor: Actor) -> None:
    for n in range(4):
        an_actor(f"会{n}", name_reading=f"カイ{n}")
    first = visitor.get("/api/v1/organizations?limit=3").json()
    assert ([item["name"] for item in first["items"]], first["count"]) == (["会0", "会1", "会2"], 5)
    second = visitor.get("/api/v1/organizations" + first["next"].partition("/api/v1/organizations")[2]).json()
    assert ([item["name"] for item in second["items"]], second["next"]) == (["会3", "見本第一町内会"], None)
    beyond = visitor.get("/api/v1/organizations?limit=3&page=9").json()
    assert beyond == {"items": [], "count": 5, "next": None}


def test_the_api_narrows_and_refuses_what_does_not_exist(visitor: Client, actor: Actor) -> None:
    an_actor("別の会")
    found = visitor.get("/api/v1/organizations?kind=community_organization&ward=aoba&field=town&q=ﾐﾎﾝ").json()
    assert [item["slug"] for item in found["items"]] == [actor.slug]
    assert visitor.get("/api/v1/organizations?ward=nowhere").status_code == 400
    assert visitor.get("/api/v1/organizations?kind=person").status_code == 422
    assert visitor.get("/api/v1/organizations?limit=1000").status_code == 422


def test_the_api_shows_one_with_the_titles_of_its_seats(visitor: Client, actor: Actor) -> None:
    a_seat(actor, "会長")
    found = visitor.get(f"/api/v1/organizations/{actor.slug}").json()
    assert (found["name"], found["seats"], found["wards"], found["is_stale"]) == (
        "見本第一町内会", ["会長"], [{"slug": "aoba", "name": "青葉区"}], True,
    )  # fmt: skip


# --- who holds a seat ----------------------------------------------------------------------


def typed(actor: Actor, **changes: Any) -> dict[str, Any]:
    """Return what a browser would send back from the entry's form."""
    names = ("name", "name_reading", "legal_form", "purpose", "founded", "office_address", "phone", "mail", "url")
    seen = Actor.objects.get(pk=actor.pk).changed_at.isoformat()
    return {**{name: getattr(actor, name) for name in names}, "seen_at": seen, **changes}


def test_a_holder_changes_the_entry_and_confirms_it(actor: Actor) -> None:
    holder = sign_in()
    a_holding(a_seat(actor), holder.person, since=date(2020, 4, 1))
    shown = holder.client.get(f"/organizations/{actor.slug}/edit/").content.decode()
    assert ('name="purpose"' in shown, 'name="kind"' in shown, 'name="corporate_number"' in shown) == (
        True,
        False,
        False,
    )
    sent = typed(
        actor,
        purpose="秋まつりもひらく。",
        phone="０２２（２１２）３０１０",
        kind="business",
        corporate_number="8000020130001",
    )
    assert holder.client.post(f"/organizations/{actor.slug}/edit/", sent).status_code == 302
    actor.refresh_from_db()
    assert (actor.purpose, actor.phone, actor.kind, actor.corporate_number) == (
        "秋まつりもひらく。", "022-212-3010", "community_organization", "",
    )  # fmt: skip
    holder.client.post(f"/organizations/{actor.slug}/confirm/")
    actor.refresh_from_db()
    assert actor.confirmed_on == timezone.localdate()
    assert holder.client.post(f"/organizations/{actor.slug}/withdraw/").status_code == 403
    assert holder.client.get(f"/organizations/{actor.slug}/seats/").status_code == 404


def test_after_the_term_the_next_request_is_refused(actor: Actor) -> None:
    holder = sign_in()
    holding = a_holding(a_seat(actor), holder.person, since=date(2020, 4, 1))
    assert holder.client.get(f"/organizations/{actor.slug}/edit/").status_code == 200
    Holding.objects.filter(pk=holding.pk).update(until=timezone.localdate())
    assert holder.client.get(f"/organizations/{actor.slug}/edit/").status_code == 404
    assert holder.client.post(f"/organizations/{actor.slug}/edit/", typed(actor, purpose="x")).status_code == 404
    assert holder.client.post(f"/organizations/{actor.slug}/confirm/").status_code == 404
    assert Actor.objects.get().purpose == "夏まつりをひらく。"


def test_what_was_typed_is_kept_when_something_is_wrong(actor: Actor) -> None:
    staff = sign_in("city_staff")
    response = staff.client.post(
        f"/organizations/{actor.slug}/edit/", typed(actor, kind="business", phone="電話なし", purpose="残る文章")
    )
    assert response.status_code == 422
    assert ("残る文章" in response.content.decode(), "電話なし" in response.content.decode()) == (True, True)


def test_of_two_writers_the_second_is_told_and_loses_nothing(actor: Actor) -> None:
    staff = sign_in("city_staff")
    first, second = (
        typed(actor, kind="business", phone="022-212-3010"),
        typed(actor, kind="business", purpose="二人目の文章"),
    )
    address = f"/organizations/{actor.slug}/edit/"
    assert staff.client.post(address, first).status_code == 302
    told = staff.client.post(address, second)
    assert (told.status_code, "二人目の文章" in told.content.decode()) == (422, True)
    seen = re.search(r'name="seen_at" value="([^"]+)"', told.content.decode())
    assert seen is not None
    assert staff.client.post(address, {**second, "seen_at": seen[1]}).status_code == 302
    assert Actor.objects.get().purpose == "二人目の文章"


def test_staff_write_a_new_entry_and_list_it(send: Any, visitor: Client) -> None:
    staff = sign_in("center_staff")
    sent = {
        "kind": "civic_group",
        "name": "新しい会",
        "name_reading": "あたらしいかい",
        "corporate_number": "８０００-0201-3000-1",
    }
    assert staff.client.get("/organizations/new/").status_code == 200
    assert send(staff.client, "/organizations/new/", sent).status_code == 302
    actor = Actor.objects.get()
    assert (actor.state, actor.name_reading, actor.corporate_number) == ("draft", "アタラシイカイ", "8000020130001")
    assert visitor.get(f"/organizations/{actor.slug}/").status_code == 404
    staff.client.post(f"/organizations/{actor.slug}/list/")
    assert visitor.get(f"/organizations/{actor.slug}/").status_code == 200
    again = send(staff.client, "/organizations/new/", sent)
    assert (again.status_code, Actor.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    ("role", "new", "seats", "imports"),
    [
        ("coordinator", 200, 200, 404), ("center_staff", 200, 200, 200), ("city_staff", 200, 200, 200),
        ("editor", 200, 404, 404),
        ("administrator", 200, 200, 200), ("moderator", 404, 404, 404), ("reviewer", 404, 404, 404),
        ("writer", 404, 404, 404),
    ],
)  # fmt: skip
def test_desks_open_to_these_roles_only(actor: Actor, role: str, new: int, seats: int, imports: int) -> None:
    client = sign_in(role).client
    addresses = ("/organizations/new/", f"/organizations/{actor.slug}/seats/", "/desk/organizations/import/")
    assert [client.get(address).status_code for address in addresses] == [new, seats, imports]


@pytest.mark.parametrize("address", ["new/", "{slug}/edit/", "{slug}/seats/"])
def test_a_visitor_is_asked_to_sign_in(visitor: Client, actor: Actor, address: str) -> None:
    response = visitor.get(f"/organizations/{address.format(slug=actor.slug)}")
    assert (response.status_code, "next=" in response["Location"]) == (302, True)


@pytest.mark.parametrize("address", ["{slug}/confirm/", "{slug}/list/", "{slug}/withdraw/"])
def test_reading_an_address_changes_nothing(actor: Actor, address: str) -> None:
    assert sign_in("administrator").client.get(f"/organizations/{address.format(slug=actor.slug)}").status_code == 405
