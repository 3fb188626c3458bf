from datetime import timedelta

import pytest
from django.db.transaction import TransactionManagementError

from kyodo.commons.people.models import Person
from kyodo.kernel.jobs.database_clock import database_now
from kyodo.kernel.notices.actions import retry, send, withdraw, write
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.schedule import next_digest
from kyodo.kernel.notices.states import NoticeState
from tests.kernel.notices.writing import written
from tests.support.threads import all_at_once
from tests.support.transactions import rolled_back

pytestmark = pytest.mark.both_databases


@pytest.mark.django_db
def test_a_notice_is_kept_as_it_will_be_sent():
    person = Person.objects.create(name="花")
    notice = written("k", about=person, reply_to="desk@example.jp", unsubscribe_url="https://example.jp/stop/abc")
    assert (notice.state, notice.urgency, notice.subject, notice.body) == ("queued", "now", "お知らせ", "本文です。\n")
    assert (notice.about_kind, notice.about_id) == ("people.person", str(person.pk))
    assert len(notice.token) == 32


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_can_be_written():
    with pytest.raises(TransactionManagementError):
        write(key="k", kind="test.free", recipient="p", address="a@example.jp", subject="s", body="b")


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_written():
    with rolled_back():
        written("k")
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_same_key_again_writes_nothing_and_returns_the_first():
    first = written("k", subject="一度目")
    assert written("k", subject="二度目") == first
    assert [n.subject for n in Notice.objects.all()] == ["一度目"]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_with_one_key_write_one():
    results = all_at_once(8, lambda n: written("k", subject=f"{n}"))
    assert {notice.pk for notice in results} == {Notice.objects.get().pk}


@pytest.mark.django_db
def test_an_unknown_kind_is_an_error():
    with pytest.raises(LookupError, match=r"test\.unknown"):
        written("k", kind="test.unknown")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [
        {"address": "no address"},
        {"address": "a@example.jp\nBcc: b@example.jp"},
        {"address": "a@example.jp, b@example.jp"},
        {"reply_to": "x\r\ny@example.jp"},
    ],
)
def test_an_address_that_is_none_is_refused(given):
    with pytest.raises(ValueError, match="not a mail address"):
        written("k", **given)


@pytest.mark.django_db
def test_a_digest_notice_waits_for_the_next_digest():
    notice = written("k", kind="test.weekly")
    assert (notice.urgency, notice.not_before) == ("digest", next_digest(database_now()))
    assert timedelta(0) < notice.not_before - database_now() <= timedelta(days=7)


@pytest.mark.django_db
def test_an_answer_takes_back_the_reminders_that_wait():
    person, other = Person.objects.create(name="花"), Person.objects.create(name="月")
    for key, about in (("a", person), ("b", person), ("c", other)):
        written(key, about=about)
    Notice.objects.filter(key="b").update(state=NoticeState.SENT)
    assert withdraw(about=person) == 1
    assert dict(Notice.objects.values_list("key", "state")) == {"a": "withdrawn", "b": "sent", "c": "queued"}
    with pytest.raises(ValueError, match="say which"):
        withdraw()


@pytest.mark.django_db
def test_a_given_up_notice_can_be_tried_again():
    notice = written("k")
    assert not retry(notice)
    Notice.objects.update(state=NoticeState.GIVEN_UP, attempts=16)
    assert retry(notice)
    assert Notice.objects.values_list("state", "attempts").get() == ("queued", 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject"),
    [("ja", "今週のお知らせ（0件）"), ("en", "This week's notices (0)"), ("ko", "今週のお知らせ（0件）")],
)
def test_a_template_is_taken_in_the_language_of_the_recipient_where_it_exists(language, subject):
    notice = send(
        key="k", kind="test.free", recipient="person:1", address="a@example.jp", language=language,
        template="notices/notices/digest.txt", context={"parts": [], "count": 0},
    )  # fmt: skip
    assert (notice.subject, notice.language) == (subject, language)
