"""The sample hours and the sample consultations of the demo (見本): nobody's real hours are known."""

from datetime import time, timedelta
from typing import Any

from django.db import transaction

from kyodo.center.consultations.actions.appointments import book
from kyodo.center.consultations.actions.consultations import write_consultation
from kyodo.center.consultations.actions.notes import plan_follow_up, write_note
from kyodo.center.consultations.actions.people import add_hours, appoint
from kyodo.center.consultations.models import Consultant, Consultation, Service, Theme
from kyodo.center.consultations.queries.times import next_times
from kyodo.commons.people.public import Person
from kyodo.kernel.clock.now import today
from kyodo.kernel.permissions import SYSTEM

BY: dict[str, Any] = {"by": SYSTEM, "channel": "demo"}
#: Sample consultants by their sign-in names: a member of the center's staff and a coordinator.
PEOPLE = ("demo-center_staff", "demo-coordinator")


@transaction.atomic
def make_sample_consultations() -> str:
    """Make sample consultants with sample hours, and sample consultations, where they are missing."""
    service = Service.objects.filter(is_required=False).select_related("desk__facility").first()
    if service is not None and not Consultant.objects.filter(is_demo=True).exists():
        _people(service)
    if service is not None and not Consultation.objects.filter(is_demo=True).exists():
        _consultations(service)
    return f"  見本の相談 {Consultation.objects.filter(is_demo=True).count()}"


def _people(service: Service) -> None:
    for number, username in enumerate(PEOPLE):
        person = Person.objects.filter(account__username=username, is_demo=True).first()
        if person is None:
            continue
        consultant = appoint(person=person, desk=service.desk, is_demo=True, **BY)
        for weekday in range(1 + number, 6 + number):
            for begins, ends in ((time(10), time(12)), (time(13), time(16))):
                add_hours(
                    consultant=consultant, weekday=weekday, begins_at=begins, ends_at=ends,
                    ways=["counter", "phone", "meeting"], since=today() - timedelta(days=7), **BY,
                )  # fmt: skip


def _consultations(service: Service) -> None:
    themes = list(Theme.objects.all())
    times = next_times(service)
    if not themes or not times:
        return
    book(
        service=service, theme=themes[0], way=times[0].ways[0], starts_at=times[0].starts_at, came="form",
        name="見本 いちろう", phone="022-000-0001", words="定年を機に、近くで続けられる活動を探しています。",
        is_demo=True, **BY,
    )  # fmt: skip
    write_consultation(
        desk=service.desk, theme=themes[-1], came="phone", name="見本 はなこ", body="見本第一町内会",
        phone="022-000-0002", words="花だんの手入れに使える助成金があるか知りたい。", is_demo=True, **BY,
    )  # fmt: skip
    found = write_consultation(
        desk=service.desk, theme=themes[1 % len(themes)], came="counter", name="見本 まなぶ",
        words="学生のサークルで子どもの学習支援を始めたい。場所を探している。", is_begun=True, is_demo=True, **BY,
    )  # fmt: skip
    write_note(consultation=found, text="市民センターの部屋の借り方を説明した。来週、候補の場所を知らせる。", **BY)
    plan_follow_up(consultation=found, due_on=today(), what="場所の候補を電話で知らせる", **BY)
