"""Pages and papers of mandates: drawn up, signed with its sheet, taken back with one button, accounted for."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client

from kyodo.commons.actors.mandates.accounts import account_of
from kyodo.commons.actors.mandates.actions import use
from kyodo.commons.actors.mandates.papers import account, to_sign
from kyodo.commons.actors.models import Mandate, MandateUse, PaperDue
from kyodo.commons.actors.states import Power
from kyodo.commons.actors.telling import add_paper
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.actors import a_holding, a_seat
from tests.factories.mandates import a_chair, a_drafted_mandate, a_mandate, an_intermediary
from tests.factories.people import sign_in
from tests.kernel.files.making import picture

pytestmark = pytest.mark.django_db


def parts(name: str, day: date) -> dict[str, Any]:
    return {f"{name}_era": "", f"{name}_year": day.year, f"{name}_month": day.month, f"{name}_day": day.day}


def test_the_desk_draws_up_a_sheet_and_writes_down_that_it_was_signed(send: Callable[..., Any]) -> None:
    seat, _person = a_chair()
    office, desk = an_intermediary(), sign_in("coordinator").client
    base = f"/organizations/{seat.actor.slug}/mandates/"
    sent = {"intermediary": office.pk, "seat": seat.pk, **parts("since", date(2026, 4, 1))}
    sent |= parts("last_day", date(2099, 3, 31))
    refused = send(desk, f"{base}new/", sent)
    assert (refused.status_code, "少なくとも一つ" in refused.content.decode()) == (422, True)
    assert send(desk, f"{base}new/", {**sent, "powers": ["answer", "see_phone"]}).status_code == 302
    mandate = Mandate.objects.get()
    assert (mandate.powers, mandate.until, mandate.state) == (["answer", "see_phone"], date(2099, 4, 1), "drafted")
    assert mandate.get_absolute_url() in desk.get("/desk/mandates/").content.decode()
    scan = SimpleUploadedFile("signed.png", picture("PNG"), "image/png")
    answer = send(desk, f"{base}{mandate.pk}/give/", {**parts("given_on", date(2026, 4, 2)), "scan": scan})
    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state, mandate.given_on) == (302, "given", date(2026, 4, 2))


def opens(client: Client, address: str) -> int:
    """Return how a file answers, read to its end."""
    response = client.get(address)
    if response.streaming:
        list(response.streaming_content)
    return response.status_code


def test_the_signed_sheet_is_for_the_association_and_the_keepers_alone(someone: Callable[..., Any]) -> None:
    seat, person = a_chair()
    chair, staff = sign_in(person=person), someone()
    mandate = a_mandate(seat)
    a_holding(a_seat(mandate.intermediary, "担当"), staff.person)
    desk, base = someone("coordinator"), f"/organizations/{seat.actor.slug}/mandates/{mandate.pk}/"
    scan = SimpleUploadedFile("signed.png", picture("PNG"), "image/png")
    desk.client.post(f"{base}scan/", {"idempotency_key": new_key(), "scan": scan})
    address = f"/files/{StoredFile.objects.get().token}/"
    readers = (chair, desk, staff, someone("editor"))
    assert [opens(who.client, address) for who in readers] == [200, 200, 404, 404]
    assert [who.client.get(base).status_code for who in readers] == [200, 200, 200, 404]
    assert "signed.png" not in staff.client.get(base).content.decode()


def test_one_button_takes_it_back(someone: Callable[..., Any]) -> None:
    seat, person = a_chair()
    mandate, chair = a_mandate(seat), sign_in(person=person)
    address = f"{mandate.get_absolute_url()}revoke/"
    staff = someone()
    a_holding(a_seat(mandate.intermediary, "担当"), staff.person)
    assert staff.client.post(address).status_code == 403
    assert chair.client.post(address).status_code == 302
    mandate.refresh_from_db()
    assert (mandate.state, mandate.end_channel) == ("revoked", "web")
    other = a_mandate(seat, intermediary=an_intermediary("べつの機構"))
    phoned = {"channel": "phone", "words": "会議で決めた"}
    assert someone("center_staff").client.post(f"{other.get_absolute_url()}revoke/", phoned).status_code == 302
    other.refresh_from_db()
    assert (other.end_channel, other.end_words) == ("phone", "会議で決めた")


def text_of(pdf: bytes, folder: Path) -> list[str]:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return [page.replace(" ", "").replace("\n", "") for page in found.split("\f")[:-1]]


def test_one_sheet_says_all_and_names_no_money_and_no_people(tmp_path: Path) -> None:
    mandate = a_drafted_mandate(powers=list(Power.values), since=date(2026, 4, 1), until=date(2027, 4, 1))
    (sheet,) = text_of(to_sign(mandate), tmp_path)
    for words in (
        "令和8年4月1日から令和9年3月31日まで",
        "お金や人を出す約束は、決して代わりにしません",
        "電話一本で、いつでも取りやめられます",
    ):
        assert words in sheet
    assert all(str(power.label) in sheet for power in Power)


def test_the_account_is_one_page_and_shows_who_did_what(tmp_path: Path) -> None:
    seat, person = a_chair()
    mandate, staff = a_mandate(seat), sign_in()
    for number in range(12):
        use(mandate=mandate, power=Power.ANSWER, what=f"{number}番の返事をした", by=staff.who, channel="web")
    day = MandateUse.objects.earliest("at").at
    pages = text_of(account(account_of(mandate, day.date().replace(day=1))), tmp_path)
    assert (len(pages), "11番の返事をした" in pages[0], "合わせて12件" in pages[0]) == (1, True, True)
    page = sign_in(person=person).client.get(f"{mandate.get_absolute_url()}account/{day:%Y-%m}/").content.decode()
    assert (page.count("番の返事をした"), staff.person.name in page) == (12, True)
    assert sign_in().client.get(f"{mandate.get_absolute_url()}account/{day:%Y-%m}/").status_code == 404


def test_every_act_can_say_which_mandate_it_used() -> None:
    mandate, staff = a_mandate(), sign_in()
    done = use(mandate=mandate, power=Power.DECLINE, what="お断りした", by=staff.who, channel="web")
    drawn = Template("{% load actors %}{% mandate_used thing %}")
    assert "見本市民活動支援機構が、" in drawn.render(Context({"thing": mandate}))
    assert staff.person.name in drawn.render(Context({"thing": done}))


def test_what_was_printed_is_off_the_list(someone: Callable[..., Any]) -> None:
    seat, _person = a_chair()
    for _twice in range(2):
        add_paper(seat=seat, key="k", title="10月の報告", path="/x.pdf")
    desk, due = someone("coordinator").client, PaperDue.objects.get()
    assert "10月の報告" in desk.get("/desk/papers/").content.decode()
    assert [desk.post(f"/desk/papers/{due.pk}/printed/").status_code for _twice in range(2)] == [302, 409]
    assert "10月の報告" not in desk.get("/desk/papers/").content.decode()
