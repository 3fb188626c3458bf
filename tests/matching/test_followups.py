"""Did it help? A year of the clock: asked twice, answered by anybody, stopped at the end, failures seen."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from kyodo.casebook.models import Case
from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.models import Ask
from kyodo.commons.collaborations.actions import move_collaboration
from kyodo.kernel.clock.now import moment
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.trail.models import Step
from kyodo.kernel.trail.walk import came_from
from kyodo.matching.clockwork import follow_up
from kyodo.matching.hours import hours_in
from kyodo.matching.models import FollowUp, Introduction
from kyodo.matching.queries.followups import Alive, alive_after_a_year, repeat_failures
from tests.factories.actors import a_field, an_actor
from tests.factories.asks import an_officer
from tests.factories.collaborations import a_partner
from tests.factories.people import a_person
from tests.factories.places import a_ward
from tests.factories.ranking import a_formed_introduction, a_side, an_open_need, an_open_offer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BEGIN = date(2027, 1, 5)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(moment(BEGIN) + timedelta(hours=10), tick=False) as traveller:
        yield traveller


def a_joint_work(host_name: str = "片平町内会") -> Introduction:
    """Let a host and somebody with an offer begin to work together today; each has somebody who answers."""
    seat, _holder = an_officer(phone="022-000-0000", actor=an_actor(host_name, "community_organization"))
    introduction = a_formed_introduction(an_open_offer(), seat.actor)
    a_side(introduction, "host", seat)
    a_side(introduction, "guest", person=a_person())
    return introduction


def through(clock: time_machine.Traveller, since: int, until: int) -> dict[str, list[date]]:
    """Let the worker look every third day; return on which days which side was asked."""
    asked: dict[str, list[date]] = {"host": [], "guest": []}
    for day in range(since, until, 3):
        today = BEGIN + timedelta(days=day)
        clock.move_to(moment(today) + timedelta(hours=10))
        before = set(FollowUp.objects.exclude(ask=None).values_list("pk", flat=True))
        follow_up()
        for one in FollowUp.objects.exclude(ask=None).exclude(pk__in=before):
            asked[one.role].append(today)
    return asked


def say(role: str, key: str, words: str = "", of: Introduction | None = None) -> None:
    """Answer the latest question of a side by phone."""
    asked = FollowUp.objects.exclude(ask=None).filter(role=role, answered_at=None)
    one = (asked.filter(introduction=of) if of else asked).latest("due_on")
    assert one.ask is not None
    answer(ask=one.ask, choice=one.ask.choices.get(key=key), by=SYSTEM, channel="phone", words=words)


def test_both_sides_are_asked_twice_in_a_year_and_what_they_say_is_kept(clock: time_machine.Traveller) -> None:
    work = a_joint_work()
    weeks, half = BEGIN + timedelta(days=21), BEGIN + timedelta(days=183)
    assert through(clock, 0, 30) == {"host": [weeks], "guest": [weeks]}
    ask = Ask.objects.get(seat__isnull=False)
    assert (ask.kind, ask.about_kind, ask.subject) == (
        "matching.follow_up",
        "matching.introduction",
        "その後、いかがですか",
    )
    assert [choice.key for choice in ask.choices.order_by("number")] == ["yes", "partly", "no", "stopped"]
    say("host", "yes", "だいたい三時間半くらいです")
    say("guest", "partly", "10時間")
    assert through(clock, 30, 365) == {"host": [half], "guest": [half]}
    kept = (
        FollowUp.objects.filter(introduction=work, stage="weeks")
        .order_by("role")
        .values_list("role", "helped", "hours")
    )
    assert list(kept) == [("guest", "partly", None), ("host", "yes", Decimal("3.5"))]
    assert Ask.objects.count() == 4


def test_nothing_is_asked_once_the_joint_work_is_over(clock: time_machine.Traveller) -> None:
    work = a_joint_work()
    through(clock, 0, 24)
    assert work.collaboration is not None
    move_collaboration(collaboration=work.collaboration, verb="finish", by=SYSTEM, channel="test")
    assert set(Ask.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert through(clock, 24, 365) == {"host": [], "guest": []}


def test_a_failure_that_repeats_is_seen_and_one_that_does_not_is_not(clock: time_machine.Traveller) -> None:
    once, twice = a_joint_work("一度の会"), a_joint_work("二度の会")
    through(clock, 0, 24)
    for work in (once, twice):
        say("host", "no", of=work)
    say("guest", "no", of=twice)
    assert repeat_failures() == []
    through(clock, 180, 186)
    say("host", "stopped", of=twice)
    found = {failure.actor.name: (failure.introductions, failure.times) for failure in repeat_failures()}
    assert found["二度の会"] == ((twice,), 2)
    assert "一度の会" not in found


def test_who_is_alive_after_a_year(clock: time_machine.Traveller) -> None:
    works = [a_joint_work(f"会{number}") for number in range(4)]
    early, stopped, done = works[0], works[1], works[2]
    clock.move_to(moment(BEGIN + timedelta(days=200)))
    for work, verb, reason in ((early, "end", "人が足りない"), (done, "finish", "")):
        assert work.collaboration is not None
        move_collaboration(collaboration=work.collaboration, verb=verb, by=SYSTEM, channel="test", reason=reason)
    FollowUp.objects.create(introduction=stopped, role="host", stage="weeks", due_on=BEGIN, helped="stopped")
    assert alive_after_a_year() == Alive(0, 0)
    clock.move_to(moment(BEGIN + timedelta(days=370)))
    a_joint_work("まだ一日")
    assert alive_after_a_year() == Alive(4, 2)
    # What ends later does not change how it stood after a year; nor does a year in which nothing was formed.
    later = works[3].collaboration
    assert later is not None
    move_collaboration(collaboration=later, verb="end", by=SYSTEM, channel="test", reason="引っ越した")
    assert alive_after_a_year() == Alive(4, 2)
    assert alive_after_a_year(since=date(2027, 4, 1)) == Alive(0, 0)
    Introduction.objects.filter(pk=early.pk).update(is_demo=True)
    assert alive_after_a_year() == Alive(3, 2)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("10時間", "10"), ("三時間半くらい", "3.5"), ("２時間30分", "2.5"), ("90分", "1.5"), ("12", "12"),
        ("十二時間", "12"), ("二十時間ほど", "20"), ("半日", "4"), ("特にありません", None), ("", None),
        ("3人で5回", None), ("99999時間", None),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(words: str, hours: str | None) -> None:
    assert hours_in(words) == (Decimal(hours) if hours else None)


# --- the end -----------------------------------------------------------------------------------


def test_the_end_writes_one_draft_of_a_case_and_its_trail_leads_to_the_need(clock: time_machine.Traveller) -> None:
    work = a_joint_work()
    need = an_open_need()
    assert work.collaboration is not None
    joint = work.collaboration
    joint.fields.add(a_field())
    joint.wards.add(a_ward())
    joint.spans.create(since="2027-01", until="2027-06-30")
    a_partner(joint, work.host)
    a_partner(joint, "まだ確かめていない会", confirmation="")
    came_from(work, need)
    came_from(joint, work)
    move_collaboration(collaboration=joint, verb="end", by=SYSTEM, channel="web", reason="<b>担い手</b>が代わった")
    [case] = Case.objects.all()
    assert (case.live, case.has_unpublished_changes, case.is_demo, case.collaboration) == (False, True, False, joint)
    assert (case.year_from, case.year_until, case.lead) == (2026, 2027, "片平町内会、ほか1者が一緒に取り組みました。")
    assert ([*case.fields.all()], [*case.wards.all()]) == ([*joint.fields.all()], [*joint.wards.all()])
    told = {block.value["kind"]: str(block.value["text"]) for block in case.body}
    assert list(told) == ["began", "done", "stumbled", "copy"]
    assert "途中で終えた理由: &lt;b&gt;担い手&lt;/b&gt;が代わった" in told["stumbled"]
    assert "まだ確かめていない会" not in str(told)
    assert case.revisions.count() == 1
    steps = {(step.to_kind, step.to_id): (step.from_kind, step.from_id) for step in Step.objects.all()}
    here, way = ("casebook.case", str(case.pk)), []
    while here in steps:
        here = steps[here]
        way.append(here)
    assert way == [
        ("collaborations.collaboration", str(joint.pk)), ("matching.introduction", str(work.pk)),
        ("matching.need", str(need.pk)),
    ]  # fmt: skip


def test_a_case_that_is_told_already_gets_no_second_one_and_a_sample_stays_a_sample(
    clock: time_machine.Traveller,
) -> None:
    told, sample = a_joint_work().collaboration, a_joint_work("見本の会").collaboration
    assert told is not None
    assert sample is not None
    Case.objects.create(slug="told", title="先に書いた事例", lead="。", collaboration=told)
    type(sample).objects.filter(pk=sample.pk).update(is_demo=True)
    for work in (told, sample):
        move_collaboration(collaboration=work, verb="finish", by=SYSTEM, channel="web")
    assert list(Case.objects.order_by("pk").values_list("collaboration", "is_demo")) == [
        (told.pk, False), (sample.pk, True),
    ]  # fmt: skip
