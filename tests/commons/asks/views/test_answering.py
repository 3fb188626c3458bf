"""Answering without an account: by code or signed link; looking changes nothing; a wrong code tells nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from kyodo.commons.asks.codes import LINK
from kyodo.commons.asks.guesses import MOST
from kyodo.commons.asks.models import Ask, Reply
from tests.factories.asks import an_ask, in_days

pytestmark = pytest.mark.django_db


def send(client: Client, ask: Ask, key: str = "yes", words: str = "") -> object:
    return client.post(f"/r/{ask.code}/", {"choice": ask.choices.get(key=key).pk, "words": words})


def test_whoever_has_the_code_answers_and_reads_what_was_written_down(visitor: Client) -> None:
    ask = an_ask()
    page = visitor.get(f"/r/{ask.code.lower()}/")
    assert "見学を受けられますか" in page.content.decode()
    assert Reply.objects.count() == 0
    send(visitor, ask, "no", "来年なら")
    page = visitor.get(f"/r/{ask.code}/").content.decode()
    assert "「今回は見送ります」と承りました" in page
    assert "来年なら" in page
    reply = Reply.objects.get()
    assert (reply.choice.key, reply.channel, reply.typed_by) == ("no", "web", None)


def test_the_code_may_be_typed_in_a_box(visitor: Client) -> None:
    ask = an_ask()
    answer = visitor.post("/r/", {"code": f" {ask.code[:3].lower()} {ask.code[3:]} "})
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{ask.code}/")
    assert visitor.post("/r/", {"code": "AC"}).status_code == 422


def test_the_signed_link_opens_the_same_page_and_no_other_signature_does(visitor: Client) -> None:
    ask = an_ask()
    assert visitor.get(f"/r/{ask.code}/{LINK.of(ask.code)}/").status_code == 200
    assert visitor.get(f"/r/{ask.code}/{'0' * 20}/").status_code == 404


def test_a_form_without_a_choice_keeps_what_was_typed_and_says_what_to_do(visitor: Client) -> None:
    ask = an_ask()
    page = visitor.post(f"/r/{ask.code}/", {"words": "相談したい"})
    assert page.status_code == 422
    assert "お返事を1つ選んでください" in page.content.decode()
    assert "相談したい" in page.content.decode()


def test_a_code_is_of_no_use_once_its_time_is_over(visitor: Client) -> None:
    ask = an_ask(answer_by=in_days(3))
    with time_machine.travel(in_days(3)):
        page = visitor.get(f"/r/{ask.code}/")
    assert page.status_code == 404
    assert ask.subject not in page.content.decode()


def test_a_day_after_the_answer_the_page_is_closed(visitor: Client) -> None:
    ask = an_ask()
    send(visitor, ask)
    with time_machine.travel(Reply.objects.get().at + timedelta(hours=24)):
        assert visitor.get(f"/r/{ask.code}/").status_code == 404


def test_nobody_finds_codes_by_trying(visitor: Client) -> None:
    ask = an_ask()
    for _attempt in range(MOST):
        assert visitor.get("/r/AAAAAA/").status_code == 404
    page = visitor.get(f"/r/{ask.code}/")
    assert (page.status_code, ask.subject in page.content.decode()) == (429, False)
    assert visitor.get(f"/r/{ask.code}/{LINK.of(ask.code)}/").status_code == 200


def test_an_answer_page_is_kept_nowhere_and_found_by_no_search_engine(visitor: Client) -> None:
    page = visitor.get(f"/r/{an_ask().code}/")
    assert "no-store" in page["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.content.decode()


@pytest.mark.both_databases
def test_two_taps_are_one_answer_and_no_name_of_a_person_is_shown(visitor: Client) -> None:
    ask = an_ask()
    send(visitor, ask)
    send(visitor, ask)
    assert Reply.objects.count() == 1
    assert "佐藤" not in visitor.get(f"/r/{ask.code}/").content.decode()
