"""The coordinators' day: by need and by risk, not by date. Each section costs a constant number of queries."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Holding, Room
from kyodo.commons.asks.public import Accountable, Ask, AskState, Call, accountable
from kyodo.commons.people.public import ContactKind, ContactPoint, Person
from kyodo.kernel.clock.now import moment
from kyodo.kernel.registry import Text
from kyodo.matching.models import DeskNote, Introduction, Letter, Need, Offer, Side
from kyodo.matching.queries.followups import failures_to_look_into
from kyodo.matching.queries.seasons import to_phone
from kyodo.matching.queries.standing import standings
from kyodo.matching.states import LIVE

#: What ends within so many days is running out.
SOON = timedelta(days=7)
#: For so long an answer that leads nowhere yet is news.
NEWS = timedelta(days=7)
ROWS, MORE_ROWS = 6, 50
WHOSE = {"all": _("All"), "mine": _("Mine"), "nobody": _("Nobody's yet")}
#: An offer of one of these still looks for a host.
LOOKING = ("received", "open")
#: Of the queue so many are looked through for hosts with hands again, the longest waiting first.
LOOKED_THROUGH = 200


@dataclass(frozen=True)
class Look:
    """Who looks at the desk, at whose matters, when, and how many rows of a section from which on."""

    me: int | None
    whose: str
    now: datetime
    day: date
    first: int = 0
    rows: int = ROWS

    @property
    def reach(self) -> int:
        return self.first + self.rows

    def kept(self, prefix: str = "") -> Q:
        """Return the condition on who looks after a need or an offer."""
        if self.whose == "nobody":
            return Q(**{f"{prefix}keeper": None})
        return Q(**{f"{prefix}keeper": self.me}) if self.whose == "mine" else Q()

    def kept_introductions(self, prefix: str = "") -> Q:
        """Return the same for an introduction: whoever looks after its offer, or its need, looks after it."""
        if self.whose == "all":
            return Q()
        by_need = Q(**{f"{prefix}offer": None}) & self.kept(f"{prefix}need__")
        return (Q(**{f"{prefix}offer__isnull": False}) & self.kept(f"{prefix}offer__")) | by_need


@dataclass(frozen=True)
class Row:
    """One line of the day. ``shape`` names the piece of template that draws it; ``thing`` is what it is about."""

    shape: str
    thing: Any
    due: datetime | None = None
    answers: Accountable | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A part of the day: its rows and how many there are in all."""

    key: str
    title: Text
    empty: Text
    rows: list[Row]
    total: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.total


def _introductions(look: Look) -> QuerySet[Introduction]:
    return Introduction.objects.filter(look.kept_introductions()).select_related(
        "host", "guest", "offer__actor", "offer__keeper", "need__keeper", "need__actor"
    )


def _offers(look: Look) -> QuerySet[Offer]:
    asked = Introduction.objects.filter(offer=OuterRef("pk"), state="asked")
    found = Offer.objects.filter(look.kept()).annotate(is_asked=Exists(asked))
    return found.select_related("actor", "to", "keeper")


def _needs(look: Look) -> QuerySet[Need]:
    return Need.objects.filter(look.kept()).select_related("actor", "keeper")


def _read(look: Look, found: QuerySet[Any]) -> tuple[list[Any], int]:
    """Return the rows of a section and how many there are in all; one query, as each row tells the number."""
    # The number is a query of its own within the query: a window would carry every column of every row along.
    of_all = found.order_by().select_related(None).annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    rows = list(found.annotate(of_all=Subquery(of_all.values("n")))[look.first : look.reach])
    if not rows:
        return [], found.count() if look.first else 0
    return rows, rows[0].of_all


def _merged(look: Look, *parts: tuple[str, QuerySet[Any], Callable[[Any], datetime | None]]) -> tuple[list[Row], int]:
    """Return the rows of several ordered queries as one list by what is due first, and how many there are."""
    rows: list[Row] = []
    total = 0
    for shape, found, due in parts:
        things, number = _read(replace(look, first=0, rows=look.reach), found)
        total += number
        rows += [Row(shape, thing, due(thing)) for thing in things]
    rows.sort(key=lambda row: (row.due is None, row.due or look.now))
    return rows[look.first : look.reach], total


# --- the sections ----------------------------------------------------------------------------


def clocks(look: Look) -> tuple[list[Row], int]:
    """Promises that run out: offers without an answer, and asks near their end."""
    until = look.now + SOON
    offers = _offers(look).filter(state__in=LOOKING, answered_at=None, answer_by__lt=until).order_by("answer_by", "pk")
    sides = Side.objects.filter(look.kept_introductions("introduction__")).filter(
        introduction__state__in=("asked", "unreached"), ask__state=AskState.OPEN, ask__answer_by__lt=until
    )
    sides = sides.select_related(
        "ask", "seat__actor", "person", "introduction__host", "introduction__guest", "introduction__need__keeper",
        "introduction__offer__actor", "introduction__offer__keeper",
    ).order_by("ask__answer_by", "pk")  # fmt: skip
    return _merged(
        look,
        ("offer", offers, lambda offer: offer.answer_by),
        ("ask_end", sides, lambda side: side.ask.answer_by),
    )


def to_call(look: Look) -> QuerySet[Ask]:
    """Return the asks whose reminder is due by phone: nobody called since, and nobody can be written to by mail."""
    open_one = Holding.objects.filter(Q(until=None) | Q(until__gt=look.day), seat=OuterRef("seat"), since__lte=look.day)
    points = ContactPoint.objects.filter(person=OuterRef("who"))
    asks = Ask.objects.filter(state=AskState.OPEN, kind__startswith="matching.", reminded_at__isnull=False)
    holder = Subquery(open_one.order_by("-since", "-pk").values("person")[:1])
    asks = asks.alias(who=Coalesce(F("person"), holder, output_field=BigIntegerField()))
    asks = asks.exclude(
        Exists(points.filter(kind=ContactKind.MAIL))
        & ~Exists(points.filter(is_preferred=True).exclude(kind=ContactKind.MAIL))
    )
    asks = asks.exclude(Exists(Call.objects.filter(ask=OuterRef("pk"), at__gte=OuterRef("reminded_at"))))
    if look.whose != "all":
        sides = Side.objects.filter(look.kept_introductions("introduction__"), ask=OuterRef("pk"))
        asks = asks.filter(Exists(sides))
    return asks.order_by("answer_by", "pk")


def calls(look: Look) -> tuple[list[Row], int]:
    """Whom to phone today, with the number and how the last call went: first who wishes to be phoned."""
    wish = to_phone(look.day) if look.whose != "mine" else []
    found = to_call(look)
    first, reach = (max(end - len(wish), 0) for end in (look.first, look.reach))
    asks = [*wish[look.first : look.reach], *found.select_related("seat__actor", "person")[first:reach]]
    last: dict[int, Call] = {}
    for call in Call.objects.filter(ask__in=[ask.pk for ask in asks]).order_by("at", "pk"):
        last[call.ask_id] = call
    answers = accountable(asks)
    rows = [
        Row("call", ask, ask.answer_by, answers[ask.pk], {"last": last.get(ask.pk), "wishes": ask in wish})
        for ask in asks
    ]
    return rows, len(wish) + found.count()


def to_print(look: Look) -> tuple[list[Row], int]:
    """Letters that go by post."""
    found = Letter.objects.filter(by_mail=False, printed_at=None, withdrawn_at=None).order_by("not_before", "pk")
    if look.whose != "all":
        found = found.filter(look.kept("offer__"))
    letters, total = _read(look, found.select_related("seat__actor", "person"))
    return [Row("letter", letter, letter.not_before) for letter in letters], total


def arrived(look: Look) -> tuple[list[Row], int]:
    """Answers that lead on: both said yes; then refusals of the last days."""
    found = _introductions(look).filter(Q(state="accepted") | Q(state="declined", moved_at__gte=look.now - NEWS))
    rank = Case(When(state="accepted", then=Value(0)), default=Value(1))
    ordered, total = _read(look, found.alias(rank=rank).order_by("rank", "moved_at", "pk"))
    return [Row("answer", one, one.moved_at) for one in ordered], total


def fresh(look: Look) -> tuple[list[Row], int]:
    """New offers and needs that nobody has read; those whose clock runs out stand above."""
    introduced = Introduction.objects.filter(offer=OuterRef("pk"))
    offers = (
        _offers(look)
        .filter(~Exists(introduced), state="received")
        .exclude(answered_at=None, answer_by__lt=look.now + SOON)
    )
    needs = _needs(look).filter(state="told")
    return _merged(
        look,
        ("offer", offers.order_by("answer_by", "pk"), lambda offer: offer.answer_by),
        ("need", needs.order_by("told_at", "pk"), lambda need: need.told_at + SOON),
    )


def refused(look: Look) -> tuple[list[Row], int]:
    """Offers and needs that everybody declined who was asked."""
    offers = _refused(_offers(look).filter(state__in=LOOKING), "offer")
    needs = _refused(_needs(look).filter(state="open"), "need")
    return _merged(
        look,
        ("refused_offer", offers.order_by("answer_by", "pk"), lambda offer: offer.answer_by),
        ("refused_need", needs.order_by("told_at", "pk"), lambda need: need.told_at),
    )


def _refused(found: QuerySet[Any], name: str) -> QuerySet[Any]:
    own = Introduction.objects.filter(**{name: OuterRef("pk")})
    return found.filter(Exists(own.filter(state="declined")), ~Exists(own.filter(state__in=(*LIVE, "formed"))))


def left(look: Look) -> tuple[list[Row], int]:
    """Offers and needs that are met while other introductions about them are still open."""
    offers = _offers(look).filter(_has_open("offer"), state="met").order_by("sent_at", "pk")
    needs = _needs(look).filter(_has_open("need"), state="met").order_by("told_at", "pk")
    return _merged(
        look, ("left_offer", offers, lambda offer: offer.sent_at), ("left_need", needs, lambda need: need.told_at)
    )


def _has_open(name: str) -> Exists:
    return Exists(Introduction.objects.filter(**{name: OuterRef("pk")}, state__in=LIVE))


def failing(look: Look) -> tuple[list[Row], int]:
    """With whom it failed again, until the desk has written a note about it; whoever is looked at."""
    found = failures_to_look_into(look.day)
    return [Row("failing", failure, failure.last) for failure in found[look.first : look.reach]], len(found)


def unreached(look: Look) -> tuple[list[Row], int]:
    """Introductions whose side could not be reached, the longest waiting first."""
    found = _introductions(look).filter(state="unreached").order_by("moved_at", "pk")
    rows, total = _read(look, found)
    return [Row("unreached", one, one.moved_at) for one in rows], total


def meetings(look: Look) -> tuple[list[Row], int]:
    """Meetings of this week, and before them those that are over without a word of what became of them."""
    until = moment(look.day + timedelta(days=7))
    found = _introductions(look).filter(state="meeting", meeting_at__lt=until).order_by("meeting_at", "pk")
    ones, total = _read(look, found)
    rows = [
        Row("meeting", one, one.meeting_at, more={"is_over": one.meeting_at is not None and one.meeting_at < look.now})
        for one in ones
    ]
    return rows, total


def eyes(look: Look) -> tuple[list[Row], int]:
    """Where a colleague asked for a second pair of eyes: mine, whatever is looked at."""
    found = DeskNote.objects.filter(for_whom=look.me, for_whom__isnull=False, done_at=None).order_by("at", "pk")
    notes, total = _read(look, found.select_related("by"))
    return [Row("eyes", note, note.at) for note in notes], total


def hands(look: Look) -> tuple[list[Row], int]:
    """Offers that wait in turn and whose host has hands again, or whose day to look again has come."""
    queue = _offers(look).filter(state="queued").order_by("look_on", "sent_at", "pk")
    waiting = list(queue.values_list("pk", "to", "look_on")[:LOOKED_THROUGH])
    stands = standings((to for _pk, to, _on in waiting if to), look.day)
    ready = [
        pk for pk, to, on in waiting if (on and on <= look.day) or (to and stands[to].room == Room.FREE)
    ]  # fmt: skip
    wanted = ready[look.first : look.reach]
    shown = _offers(look).in_bulk(wanted) if wanted else {}
    rows = [Row("queued", shown[pk], more={"standing": stands.get(shown[pk].to_id or 0)}) for pk in shown]
    rows.sort(key=lambda row: ready.index(row.thing.pk))
    return rows, len(ready)


Reader = Callable[[Look], tuple[list[Row], int]]
#: Key → (title, what is said when it is empty, how it is read), in the order of the page.
SECTIONS: dict[str, tuple[Text, Text, Reader]] = {
    "clocks": (_("Clocks that run out"), _("No promise runs out within a week."), clocks),
    "calls": (_("To phone today"), _("Nobody waits for a call."), calls),
    "letters": (_("Letters to print"), _("No letter waits to be printed."), to_print),
    "arrived": (_("Answers that came"), _("No new answer leads on."), arrived),
    "fresh": (_("New, to be read"), _("Everything new has been read."), fresh),
    "meetings": (_("Meetings this week"), _("No meeting this week."), meetings),
    "eyes": (_("Waiting for your second look"), _("No colleague waits for your look."), eyes),
    "refused": (_("Declined by everybody asked"), _("Nothing was declined by everybody."), refused),
    "unreached": (_("Could not be reached"), _("Everybody could be reached."), unreached),
    "hands": (_("Waiting in turn, and the host has hands again"), _("Nothing in the queue can go on today."), hands),
    "left": (_("Met, and other questions are still open"), _("Nothing is open about what is met already."), left),
    "failing": (_("Did not help, again"), _("Nobody said again that it did not help."), failing),
}


def section(key: str, look: Look) -> Section:
    """Return one section of the day. Raises ``KeyError`` for an unknown one."""
    title, empty, read = SECTIONS[key]
    rows, total = read(look)
    return Section(key, title, empty, rows, total)


def the_day(look: Look) -> list[Section]:
    """Return all sections of the day; a constant number of queries."""
    return [section(key, look) for key in SECTIONS]


def colleagues(roles: tuple[str, ...], now: datetime) -> list[Person]:
    """Return who works at the desk, for handing over; one query."""
    held = Q(grants__role__in=roles, grants__since__lte=now)
    open_one = Q(grants__until=None) | Q(grants__until__gt=now)
    found = Person.objects.filter(held & open_one, erased_at=None).distinct()
    return list(found.order_by("name_reading", "name", "pk"))


#: Said of who looks after a matter.
NOBODY = pgettext_lazy("keeper", "nobody yet")
