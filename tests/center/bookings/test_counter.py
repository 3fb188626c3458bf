"""What the counter hires out by the year, and the fee table that it keeps."""

from datetime import timedelta

import pytest

from kyodo.center.bookings.models import Booking, Fee, YearCell
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.now import today
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.bookings import a_party, a_room, some_things
from tests.factories.people import a_person, sign_in

pytestmark = pytest.mark.django_db


def test_a_locker_is_hired_for_the_rest_of_the_year_to_somebody_registered_or_new_until_none_is_left() -> None:
    client, path = sign_in("center_staff").client, "/desk/rooms/year/"
    empty = client.get(path).text
    assert ("紙の申込書" in empty, "<form method" in empty.partition("<main")[2]) == (True, False)
    lockers = some_things("ロッカー", "locker", 2, year_from=9)
    a_party(a_person("青葉 花子"), "青葉の会")
    told = {"resource": lockers.pk, "year": "0", "count": "１", "channel": "counter", "phone": "022-000-0000"}
    assert "ロッカー" in client.get(path).content.decode()
    answer = client.post(path, {**told, "who": "青葉の会", "idempotency_key": new_key()})
    first = Booking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/rooms/bookings/{first.code}/")
    page = client.get(answer["Location"]).content.decode()
    assert "2026年11月1日" in page
    assert "2027年8月31日" in page
    assert client.post(path, {**told, "who": "泉 次郎", "idempotency_key": new_key()}).status_code == 302
    full = client.post(path, {**told, "who": "青葉の会", "idempotency_key": new_key()})
    assert full.status_code == 422
    next_year = {**told, "who": "青葉の会", "year": "1"}  # not open yet: only with a reason
    assert client.post(path, {**next_year, "idempotency_key": new_key()}).status_code == 422
    next_year["exception_reason"] = "継続の申込み"
    assert client.post(path, {**next_year, "idempotency_key": new_key()}).status_code == 302
    assert sorted(YearCell.objects.values_list("year", flat=True)) == [2026, 2026, 2027]
    assert sign_in().client.get(path).status_code == 404


def test_a_fee_holds_from_its_day_on_and_only_one_that_is_not_in_force_yet_is_taken_away() -> None:
    client, path, room = sign_in("center_staff").client, "/desk/rooms/fees/", a_room("研修室A")

    def write(**values: str) -> int:
        day = {"since_year": "2026", "since_month": "4", "since_day": "1"}
        told = {"resource": str(room.pk), "per": "hour", "yen": "５００", **day, **values}
        return client.post(path, {**told, "idempotency_key": new_key()}).status_code

    assert write() == 302
    assert write() == 422
    assert write(per="slot", slot_from="12:00", slot_until="09:00") == 422
    assert write(per="slot", slot_from="09:00", slot_until="12:00", user_kind="civic") == 302
    later = today() + timedelta(days=40)
    assert write(since_year=f"{later.year}", since_month=f"{later.month}", since_day=f"{later.day}", yen="600") == 302
    old, new = Fee.objects.get(yen=500, per="hour"), Fee.objects.get(yen=600)
    page = client.get(path).content.decode()
    assert f"{path}{new.pk}/down/" in page
    assert f"{path}{old.pk}/down/" not in page
    for fee in (old, new):
        client.post(f"{path}{fee.pk}/down/")
    assert list(Fee.objects.order_by("pk").values_list("yen", "slot_from")) == [(500, ""), (500, "09:00")]
    assert list(Entry.objects.filter(lane="bookings").values_list("verb", flat=True)) == [
        "write_fee", "write_fee", "write_fee", "drop_fee",
    ]  # fmt: skip
    assert sign_in().client.get(path).status_code == 404
