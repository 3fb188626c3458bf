"""Signing in as people do it: with a code from the mail, and with a passkey."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.factories.people import an_account


@pytest.fixture
def hanako(live):
    account = an_account(email="hanako@example.jp")
    account.emailaddress_set.create(email=account.email, verified=True, primary=True)
    return account


def code_in_mail():
    return re.search(r"^ +(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def sign_in_by_code(page):
    page.goto("/")
    page.get_by_role("link", name="サインイン", exact=True).click()
    page.get_by_role("textbox", name="メールアドレス", exact=True).fill("hanako@example.jp")
    page.get_by_role("button", name="コードを送ってもらう").click()
    page.get_by_label("コード").fill(code_in_mail())
    page.get_by_role("button", name="進む").click()
    page.get_by_role("heading", name="さんのページ").wait_for()


def test_an_officer_signs_in_with_a_code_on_the_phone_and_out_again(phone_page, hanako):
    sign_in_by_code(phone_page)
    phone_page.get_by_role("button", name="サインアウトする").click()
    phone_page.goto("/my/")
    phone_page.get_by_role("heading", name="サインイン", exact=True).wait_for()


def test_a_student_adds_a_passkey_and_signs_in_with_it(browser_page, hanako):
    page = browser_page
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    sign_in_by_code(page)
    page.get_by_role("link", name="パスキーと認証アプリ").click()
    page.get_by_role("link", name="パスキーを登録する").click()
    expect(page.get_by_label("このパスキーだけでサインインできるようにする")).to_be_checked()
    page.get_by_role("button", name="登録する").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/my/")
    page.get_by_role("button", name="サインアウトする").click()
    page.goto("/sign-in/login/")
    page.get_by_role("button", name="パスキーでサインインする").click()
    page.get_by_role("heading", name="さんのページ").wait_for()
