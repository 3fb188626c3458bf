import pytest

from kyodo.kernel.notices.deliver import Delivery
from kyodo.kernel.notices.mail import message_of
from kyodo.kernel.notices.models import Notice
from tests.kernel.notices.writing import written
from tests.support.mailbox import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings):
    with mail_server() as box:
        settings.MAILERS = {
            **settings.MAILERS,
            "post": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": box.port, "timeout": 10},
            },
        }
        yield box


@pytest.fixture
def deliver():
    worker = Delivery()
    yield lambda: worker.run(lambda: False)
    worker.close()


def test_a_mail_arrives_as_it_was_written(mailbox, deliver, settings):
    settings.DEFAULT_FROM_EMAIL = "協働 <kyodo@city.example.jp>"
    text = "町内会のみなさまへ\n\n.点で始まる行\n..二つの点\n" + "長い行です。" * 300
    notice = written("k", subject="研修室のご予約を承りました", body=text, reply_to="desk@example.jp",
                     unsubscribe_url="https://example.jp/stop/abc")  # fmt: skip
    assert deliver() == 1
    (mail,) = mailbox.mails
    assert mail["Subject"] == "研修室のご予約を承りました"
    assert mail["To"] == "hana@example.jp"
    assert mail["From"] == "協働 <kyodo@city.example.jp>"
    assert mail["Reply-To"] == "desk@example.jp"
    assert mail["Message-ID"] == f"<{notice.token}@city.example.jp>"
    assert mail["List-Unsubscribe"] == "<https://example.jp/stop/abc>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().replace("\r\n", "\n") == text + "\n"
    assert mailbox.envelopes[0].mail_from == "kyodo@city.example.jp"
    assert Notice.objects.values_list("state", "said").get() == ("sent", "250 OK")


def test_many_mails_go_over_one_postman(mailbox, deliver):
    for n in range(50):
        written(f"{n}", address=f"a{n}@example.jp")
    assert deliver() == 50
    assert [e.rcpt_tos for e in mailbox.envelopes] == [[f"a{n}@example.jp"] for n in range(50)]


def test_html_comes_beside_the_text(mailbox, deliver):
    written("k", html="<p>本文です。</p>")
    deliver()
    (mail,) = mailbox.mails
    assert mail.get_body(("plain",)).get_content().strip() == "本文です。"
    assert mail.get_body(("html",)).get_content().strip() == "<p>本文です。</p>"


@pytest.mark.parametrize(
    ("answer", "state"), [("550 no such user", "given_up"), ("450 try later", "failed"), ("421 busy", "failed")]
)
def test_the_servers_answer_to_an_address_decides(mailbox, deliver, answer, state):
    mailbox.answer_to_recipient = lambda address: answer
    written("k")
    deliver()
    assert Notice.objects.values_list("state", "said").get() == (state, answer)
    assert mailbox.envelopes == []


@pytest.mark.parametrize(("answer", "state"), [("554 looks like spam", "given_up"), ("452 disk full", "failed")])
def test_the_servers_answer_to_the_text_decides(mailbox, deliver, answer, state):
    mailbox.answer_to_mail = lambda: answer
    written("k")
    deliver()
    assert Notice.objects.values_list("state", "said").get() == (state, answer)


def test_one_refused_mail_does_not_hold_up_the_next(mailbox, deliver):
    mailbox.answer_to_recipient = lambda address: "550 no" if address.startswith("bad") else "250 OK"
    written("a", address="bad@example.jp")
    written("b", address="good@example.jp")
    assert deliver() == 2
    assert [e.rcpt_tos for e in mailbox.envelopes] == [["good@example.jp"]]


def test_a_server_that_is_away_is_waited_for(settings, deliver, caplog):
    settings.MAILERS = {
        **settings.MAILERS,
        "post": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}},
    }
    written("a")
    written("b")
    assert deliver() == 1
    assert list(Notice.objects.values_list("state", "attempts")) == [("queued", 0)] * 2
    assert "ConnectionRefusedError" in caplog.text


def test_a_lost_postman_is_replaced_and_the_mail_goes_out(mailbox, deliver):
    import os
    import signal

    from kyodo.kernel.notices.channels import CHANNELS

    written("a")
    deliver()
    postman = CHANNELS.find("mail")._postman.process
    os.kill(postman.pid, signal.SIGKILL)
    postman.wait()
    written("b")
    deliver()
    assert set(mailbox.ids.values()) == {1}
    assert len(mailbox.ids) == 2


def test_another_mailer_is_used_as_it_is(settings, deliver, mailoutbox):
    settings.MAILERS = {**settings.MAILERS, "post": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    written("k")
    deliver()
    assert [mail.subject for mail in mailoutbox] == ["お知らせ"]


def test_in_production_without_a_mail_server_mail_waits(settings, deliver, caplog):
    settings.MODE = "production"
    written("k")
    deliver()
    assert Notice.objects.values_list("state", "attempts", "said").get() == ("queued", 0, "KYODO_MAIL_URL is not set")


@pytest.mark.parametrize("field", ["subject", "reply_to", "unsubscribe_url", "address", "kind"])
def test_even_a_row_written_past_every_guard_injects_no_header(mailbox, deliver, field):
    notice = written("k")
    evil = {
        "subject": "a\r\nBcc: b@example.jp",
        "unsubscribe_url": "https://x/>\r\nBcc: b@example.jp",
        "kind": "a\nBcc: b@example.jp",
    }
    value = evil.get(field, "a@example.jp\r\nBcc: b@example.jp")
    Notice.objects.filter(pk=notice.pk).update(**{field: value})
    notice.refresh_from_db()
    with pytest.raises(ValueError, match=r".*"):
        message_of(notice).message().as_bytes()
    deliver()
    assert mailbox.envelopes == []
    assert Notice.objects.get().state == "given_up"
