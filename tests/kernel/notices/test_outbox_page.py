import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.kernel.notices.writing import written

pytestmark = pytest.mark.django_db


def test_the_page_lists_messages_and_shows_each(client):
    notice = written(
        "k",
        subject="参加のご案内 <b>",
        body="こちらから https://example.jp/a?b=1&c=2 お返事ください。\n<script>x</script>",
    )
    page = client.get(reverse("outbox")).content.decode()
    assert "参加のご案内 &lt;b&gt;" in page
    assert reverse("outbox_letter", args=[notice.pk]) in page
    response = client.get(reverse("outbox_letter", args=[notice.pk]))
    letter = response.content.decode()
    assert 'href="https://example.jp/a?b=1&amp;c=2"' in letter
    assert "<script>x" not in letter
    assert "no-store" in response["Cache-Control"]
    assert client.get(reverse("outbox_letter", args=[notice.pk + 1])).status_code == 404


def test_an_empty_outbox_says_how_to_fill_it(client):
    assert "まだ" in client.get(reverse("outbox")).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(client):
    written("first")
    client.get(reverse("outbox"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("outbox"))
    for n in range(30):
        written(f"{n}")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("outbox"))
    assert len(many) == len(one) <= 8


@pytest.mark.parametrize("mode", ["production"])
def test_in_production_the_page_does_not_exist(settings, mode):
    import importlib

    from kyodo.kernel.notices import urls

    settings.MODE = mode
    try:
        assert importlib.reload(urls).urlpatterns == []
    finally:
        settings.MODE = "test"
        importlib.reload(urls)
