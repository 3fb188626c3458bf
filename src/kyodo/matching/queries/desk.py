"""The coordinators' day: by need and by risk, not by date. Each section costs a constant number of queries."""

from collections.abc import Callable, Iterable
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
    Window,
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
from kyodo.matching.queries.desk_things import Key, things
from kyodo.matching.queries.followups import failures_to_look_into
from kyodo.matching.queries.seasons import to_phone
from kyodo.matching.queries.standing import standings
from kyodo.matching.states import LIVE

AT_ONCE = timedelta()
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
    """One line of the day. ``shape`` names the piece of template that draws it; ``thing`` is what it is about.

    While the sections are chosen, ``thing`` is the key of what is read later for all of them.
    """

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
    return Introduction.objects.filter(look.kept_introductions())


def _offers(look: Look) -> QuerySet[Offer]:
    return Offer.objects.filter(look.kept())


def _needs(look: Look) -> QuerySet[Need]:
    return Need.objects.filter(look.kept())


def _read(look: Look, shape: str, found: QuerySet[Any], due: str) -> tuple[list[Row], int]:
    """Return the rows of a section and how many there are in all; one query, as each row tells the number.

    ``found`` is in order, ``due`` the name of what is due. The rows bear keys.
    """
    read = found.annotate(of_all=Window(Count("pk"))).values_list("pk", due, "of_all")[look.first : look.reach]
    rows = list(read) if look.rows else []
    if not rows:
        return [], found.count() if look.first or not look.rows else 0
    return [Row(shape, Key(found.model, pk), at) for pk, at, _n in rows], rows[0][2]


def _merged(look: Look, *parts: tuple[str, QuerySet[Any], str, timedelta]) -> tuple[list[Row], int]:
    """Return the rows of several ordered queries as one list by what is due first, and how many there are.

    Each part names what is due, and how much later it is due.
    """
    rows: list[Row] = []
    total = 0
    for shape, found, due, later in parts:
        read, number = _read(replace(look, first=0, rows=look.reach), shape, found, due)
        total += number
        rows += [replace(row, due=row.due and row.due + later) for row in read]
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
    sides = sides.order_by("ask__answer_by", "pk")
    return _merged(look, ("offer", offers, "answer_by", AT_ONCE), ("ask_end", sides, "ask__answer_by", AT_ONCE))


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
    wish = [ask.pk for ask in to_phone(look.day)] if look.whose != "mine" else []
    first, reach = (max(end - len(wish), 0) for end in (look.first, look.reach))
    others, number = _read(replace(look, first=first, rows=reach - first), "call", to_call(look), "answer_by")
    wanted = [*wish[look.first : look.reach], *(row.thing.pk for row in others)]
    asks = Ask.objects.select_related("seat__actor", "person").in_bulk(wanted)
    last = {call.ask_id: call for call in Call.objects.filter(ask__in=wanted).order_by("at", "pk")} if wanted else {}
    answers = accountable(asks.values()) if wanted else {}
    rows = [
        Row("call", asks[pk], asks[pk].answer_by, answers[pk], {"last": last.get(pk), "wishes": pk in wish})
        for pk in wanted
    ]
    return rows, len(wish) + number


def to_print(look: Look) -> tuple[list[Row], int]:
    """Letters that go by post."""
    found = Letter.objects.filter(by_mail=False, printed_at=None, withdrawn_at=None).order_by("not_before", "pk")
    if look.whose != "all":
        found = found.filter(look.kept("offer__"))
    return _read(look, "letter", found, "not_before")


def arrived(look: Look) -> tuple[list[Row], int]:
    """Answers that lead on: both said yes; then refusals of the last days."""
    found = _introductions(look).filter(Q(state="accepted") | Q(state="declined", moved_at__gte=look.now - NEWS))
    rank = Case(When(state="accepted", then=Value(0)), default=Value(1))
    return _read(look, "answer", found.alias(rank=rank).order_by("rank", "moved_at", "pk"), "moved_at")


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
        ("offer", offers.order_by("answer_by", "pk"), "answer_by", AT_ONCE),
        ("need", needs.order_by("told_at", "pk"), "told_at", SOON),
    )


def refused(look: Look) -> tuple[list[Row], int]:
    """Offers and needs that everybody declined who was asked."""
    offers = _refused(_offers(look).filter(state__in=LOOKING), "offer")
    needs = _refused(_needs(look).filter(state="open"), "need")
    return _merged(
        look,
        ("refused_offer", offers.order_by("answer_by", "pk"), "answer_by", AT_ONCE),
        ("refused_need", needs.order_by("told_at", "pk"), "told_at", AT_ONCE),
    )


def _refused(found: QuerySet[Any], name: str) -> QuerySet[Any]:
    # Begins with the few that were declined, not with all that is open.
    declined = Introduction.objects.filter(state="declined", **{f"{name}__isnull": False}).values(name)
    going_on = Introduction.objects.filter(**{name: OuterRef("pk")}, state__in=(*LIVE, "formed"))
    return found.filter(~Exists(going_on), pk__in=declined)


def left(look: Look) -> tuple[list[Row], int]:
    """Offers and needs that are met while other introductions about them are still open."""
    offers = _offers(look).filter(_has_open("offer"), state="met").order_by("sent_at", "pk")
    needs = _needs(look).filter(_has_open("need"), state="met").order_by("told_at", "pk")
    return _merged(look, ("left_offer", offers, "sent_at", AT_ONCE), ("left_need", needs, "told_at", AT_ONCE))


def _has_open(name: str) -> Exists:
    return Exists(Introduction.objects.filter(**{name: OuterRef("pk")}, state__in=LIVE))


def failing(look: Look) -> tuple[list[Row], int]:
    """With whom it failed again, until the desk has written a note about it; whoever is looked at."""
    found = failures_to_look_into(look.day)
    return [Row("failing", failure, failure.last) for failure in found[look.first : look.reach]], len(found)


def unreached(look: Look) -> tuple[list[Row], int]:
    """Introductions whose side could not be reached, the longest waiting first."""
    found = _introductions(look).filter(state="unreached").order_by("moved_at", "pk")
    return _read(look, "unreached", found, "moved_at")


def meetings(look: Look) -> tuple[list[Row], int]:
    """Meetings of this week, and before them those that are over without a word of what became of them."""
    until = moment(look.day + timedelta(days=7))
    found = _introductions(look).filter(state="meeting", meeting_at__lt=until).order_by("meeting_at", "pk")
    rows, total = _read(look, "meeting", found, "meeting_at")
    return [replace(row, more={"is_over": row.due is not None and row.due < look.now}) for row in rows], total


def eyes(look: Look) -> tuple[list[Row], int]:
    """Where a colleague asked for a second pair of eyes: mine, whatever is looked at."""
    found = DeskNote.objects.filter(for_whom=look.me, for_whom__isnull=False, done_at=None).order_by("at", "pk")
    return _read(look, "eyes", found, "at")


def hands(look: Look) -> tuple[list[Row], int]:
    """Offers that wait in turn and whose host has hands again, or whose day to look again has come."""
    queue = _offers(look).filter(state="queued").order_by("look_on", "sent_at", "pk")
    waiting = list(queue.values_list("pk", "to", "look_on")[:LOOKED_THROUGH])
    stands = standings((to for _pk, to, _on in waiting if to), look.day)
    ready = [
        (pk, to) for pk, to, on in waiting if (on and on <= look.day) or (to and stands[to].room == Room.FREE)
    ]  # fmt: skip
    rows = [Row("queued", Key(Offer, pk), more={"standing": stands.get(to or 0)}) for pk, to in ready]
    return rows[look.first : look.reach], len(ready)


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
    return _sections([key], look)[0]


def the_day(look: Look) -> list[Section]:
    """Return all sections of the day; a constant number of queries."""
    return _sections(SECTIONS, look)


def _sections(keys: Iterable[str], look: Look) -> list[Section]:
    """Return these sections; what their rows are about is read for all together."""
    read = {key: SECTIONS[key][2](look) for key in keys}
    found = things(row.thing for rows, _total in read.values() for row in rows if isinstance(row.thing, Key))
    sections = []
    for key, (rows, total) in read.items():
        title, empty, _reader = SECTIONS[key]
        whole = [replace(row, thing=found[row.thing]) if isinstance(row.thing, Key) else row for row in rows]
        sections.append(Section(key, title, empty, whole, total))
    return sections


def colleagues(roles: tuple[str, ...], now: datetime) -> list[Person]:
    """Return who works at the desk, for handing over; one query."""
    held = Q(grants__role__in=roles, grants__since__lte=now)
    open_one = Q(grants__until=None) | Q(grants__until__gt=now)
    found = Person.objects.filter(held & open_one, erased_at=None).distinct()
    return list(found.order_by("name_reading", "name", "pk"))


#: Said of who looks after a matter.
NOBODY = pgettext_lazy("keeper", "nobody yet")
