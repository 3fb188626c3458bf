"""Signing in: by a code, by a password, never locked out by strangers, never telling who has an account."""

import re

import pytest
from django.core import mail

from kyodo.commons.people.models import Account, ContactPoint, Person
from tests.factories.people import an_account

pytestmark = pytest.mark.django_db


def code_in_mail():
    return re.search(r"^ +(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def ask_for_code(client, address):
    return client.post("/sign-in/login/code/", {"email": address})


def verified(account):
    account.emailaddress_set.create(email=account.email, verified=True, primary=True)
    return account


def test_a_code_by_mail_signs_in_without_a_password(visitor):
    account = verified(an_account(email="hanako@example.jp"))
    assert ask_for_code(visitor, "hanako@example.jp").headers["Location"] == "/sign-in/login/code/confirm/"
    assert mail.outbox[-1].to == ["hanako@example.jp"]
    answer = visitor.post("/sign-in/login/code/confirm/", {"code": code_in_mail()})
    assert answer.headers["Location"] == "/my/"
    assert visitor.session["_auth_user_id"] == str(account.pk)


def test_the_mail_is_written_for_people(visitor):
    verified(an_account(email="hanako@example.jp"))
    ask_for_code(visitor, "hanako@example.jp")
    assert mail.outbox[-1].subject == f"サインインのコード：{code_in_mail()}"
    assert "お心当たりがなければ、何もなさらなくて大丈夫です。" in mail.outbox[-1].body


def test_an_address_without_an_account_gets_the_same_page(visitor, client):
    verified(an_account(email="hanako@example.jp"))
    known = ask_for_code(visitor, "hanako@example.jp")
    unknown = ask_for_code(client, "nobody@example.jp")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    pages = [c.get("/sign-in/login/code/confirm/").content.decode() for c in (visitor, client)]
    neutral = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]
    assert neutral[0].replace("hanako@", "") == neutral[1].replace("nobody@", "")


def test_making_an_account_registers_a_person_and_confirms_the_address(visitor):
    typed = {"name": "見本 花子", "name_reading": "ミホン ハナコ", "email": "hanako@example.jp"}
    assert visitor.post("/sign-in/signup/", typed).headers["Location"] == "/sign-in/confirm-email/"
    assert "_auth_user_id" not in visitor.session
    visitor.post("/sign-in/confirm-email/", {"code": code_in_mail()})
    account = Account.objects.get()
    assert (account.person.name, account.person.name_reading) == ("見本 花子", "ミホン ハナコ")
    assert [str(point) for point in ContactPoint.objects.all()] == ["メール: hanako@example.jp"]
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}", account.username)
    assert visitor.session["_auth_user_id"] == str(account.pk)


def test_the_page_for_the_code_says_how_often_a_mail_is_sent(visitor):
    visitor.post("/sign-in/signup/", {"name": "見本 花子", "email": "hanako@example.jp"})
    page = visitor.get("/sign-in/confirm-email/").content.decode()
    assert "同じアドレスにお送りするのは15分に1通、1日に3通までです。" in page


def test_signing_up_with_a_known_address_makes_no_second_person(visitor):
    verified(an_account(email="hanako@example.jp"))
    answer = visitor.post("/sign-in/signup/", {"name": "別の人", "email": "hanako@example.jp"})
    assert answer.headers["Location"] == "/sign-in/confirm-email/"
    assert Person.objects.count() == 1
    assert mail.outbox[-1].subject == "アカウントはすでにあります"


def test_what_was_typed_stays_when_something_is_wrong(visitor):
    answer = visitor.post("/sign-in/signup/", {"name": "見本 花子", "email": "hanako"})
    assert 'value="見本 花子"' in answer.content.decode()
    assert Person.objects.count() == 0


def test_strangers_who_guess_passwords_lock_nobody_out(visitor, client):
    account = verified(an_account(email="hanako@example.jp"))
    account.set_password("a long and private sentence")
    account.save()
    answers = [
        visitor.post("/sign-in/login/", {"login": account.email, "password": f"guess {n}"}, REMOTE_ADDR="203.0.113.9")
        for n in range(40)
    ]
    assert "_auth_user_id" not in visitor.session
    assert {answer.status_code for answer in answers} <= {200, 429}
    ask_for_code(client, "hanako@example.jp")
    client.post("/sign-in/login/code/confirm/", {"code": code_in_mail()})
    assert client.session["_auth_user_id"] == str(account.pk)


def test_an_account_without_mail_signs_in_by_its_name(visitor):
    account = an_account(email="", username="k7m2-q9xd")
    account.set_password("a long and private sentence")
    account.save()
    visitor.post("/sign-in/login/", {"login": "k7m2-q9xd", "password": "a long and private sentence"})
    assert visitor.session["_auth_user_id"] == str(account.pk)


def test_the_cms_has_no_door_of_its_own(visitor):
    answer = visitor.get("/cms/login/?next=/cms/")
    assert answer.headers["Location"] == "/sign-in/login/?next=/cms/"
    assert visitor.get("/cms/").headers["Location"].startswith("/sign-in/login/")


def test_a_sample_code_signs_in_whatever_its_width_and_case(visitor):
    from kyodo.commons.people.demo import demo_code, make_sample_people

    make_sample_people()
    code = demo_code("coordinator").upper().replace("-", " ")
    answer = visitor.post("/sign-in/sample/", {"code": code})
    assert answer.headers["Location"] == "/my/"
    assert Account.objects.get(pk=visitor.session["_auth_user_id"]).username == "demo-coordinator"


def test_a_wrong_sample_code_is_told(visitor):
    answer = visitor.post("/sign-in/sample/", {"code": "aaaa-aaaa"})
    assert answer.status_code == 422
    assert "この合言葉の見本の人はいません" in answer.content.decode()
