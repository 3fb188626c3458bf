import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, mail_admins, send_mail
from django.urls import reverse

from kyodo.kernel.notices.models import Notice
from tests.support.transactions import rolled_back

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def outbox_backend(settings):
    settings.MAILERS = {"default": {"BACKEND": "kyodo.kernel.notices.backend.OutboxBackend"}}


def test_a_mail_of_a_library_becomes_an_urgent_notice_for_each_recipient():
    assert send_mail("件名", "本文", None, ["花 <hana@example.jp>", "tsuki@example.jp"]) == 1
    assert list(
        Notice.objects.order_by("pk").values_list("address", "kind", "urgency", "subject", "body", "state")
    ) == [
        ("hana@example.jp", "notices.site", "now", "件名", "本文\n", "queued"),
        ("tsuki@example.jp", "notices.site", "now", "件名", "本文\n", "queued"),
    ]


def test_html_has_a_text_beside_it():
    message = EmailMultiAlternatives("s", "本文", None, ["a@example.jp"])
    message.attach_alternative("<p>本文</p>", "text/html")
    message.send()
    only_html = EmailMessage("s", "<p>本文<br>二行目</p>", None, ["a@example.jp"])
    only_html.content_subtype = "html"
    only_html.send()
    assert list(Notice.objects.order_by("pk").values_list("body", "html")) == [
        ("本文\n", "<p>本文</p>"), ("本文二行目\n", "<p>本文<br>二行目</p>"),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_with_the_transaction_in_which_it_was_sent():
    with rolled_back():
        send_mail("s", "b", None, ["a@example.jp"])
    assert not Notice.objects.exists()
    send_mail("s", "b", None, ["a@example.jp"])
    assert Notice.objects.count() == 1


def test_attachments_are_refused():
    message = EmailMessage("s", "b", None, ["a@example.jp"])
    message.attach("a.txt", "text", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_a_sixth_mail_in_a_quarter_of_an_hour_is_not_written_and_nobody_is_told(caplog):
    results = [send_mail(f"code {n}", "b", None, ["a@example.jp"]) for n in range(6)]
    assert results == [1] * 6
    assert Notice.objects.count() == 5
    assert "a@example.jp" not in caplog.text


def test_a_library_can_name_the_kind_of_its_mail():
    for n in range(3):
        EmailMessage(f"code {n}", "b", None, ["a@example.jp"], headers={"X-Kyodo-Kind": "notices.unsolicited"}).send()
    assert list(Notice.objects.values_list("kind", "subject")) == [("notices.unsolicited", "code 0")]


def test_mail_to_the_operators_goes_through_too(settings):
    settings.ADMINS = ["operator@example.jp"]
    mail_admins("disk", "90 %")
    assert Notice.objects.get().subject == "[Django] disk"


def test_a_sign_in_code_of_allauth_comes_by_the_outbox(client, django_user_model):
    django_user_model.objects.create_user("hana", email="hana@example.jp")
    client.post(reverse("account_request_login_code"), {"email": "hana@example.jp"})
    assert list(Notice.objects.values_list("address", "urgency")) == [("hana@example.jp", "now")]
