"""From what people chose and typed to plain values. What does not exist is left out, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.clock.reading import read_when
from kyodo.kernel.errors import Unusable
from kyodo.kernel.registry import Text
from kyodo.timeline.queries import BEFORE, Board, Wanted, counts

LONGEST_QUESTION = 100


@dataclass(frozen=True)
class Asked:
    """What was asked for: read, as it was typed, and a word about each date that cannot be used."""

    wanted: Wanted
    typed: Mapping[str, str]
    faults: Mapping[str, Text]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What was understood, as the pairs of an address, always in the same order."""
        pairs = [("lane", value) for value in self.wanted.lane]
        pairs += [("era", value) for value in self.wanted.era]
        return pairs + [(name, text) for name, text in self.typed.items() if text and name not in self.faults]

    @property
    def query(self) -> str:
        """The question as the query of an address."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""

    def without(self, name: str, value: str) -> str:
        """Return the address without one of its pairs."""
        left = [pair for pair in self.pairs if pair != (name, value)]
        return f"?{urlencode(left)}" if left else "?"


def asked(data: QueryDict, board: Board) -> Asked:
    """Read a question from an address."""
    typed = {name: data.get(name, "").replace("\x00", "").strip()[:LONGEST_QUESTION] for name in ("from", "until", "q")}
    days: dict[str, PartialDate | None] = {}
    faults: dict[str, Text] = {}
    for name in ("from", "until"):
        days[name], fault = _day(typed[name])
        if fault:
            faults[name] = fault
    lanes = {key for key, _name in board.lanes}
    eras = {era.slug for era in board.eras} | {BEFORE}
    return Asked(
        Wanted(
            lane=tuple(sorted({value for value in data.getlist("lane") if value in lanes})),
            era=tuple(sorted({value for value in data.getlist("era") if value in eras})),
            since=days["from"],
            until=days["until"],
            q=typed["q"],
        ),
        typed,
        faults,
    )


def _day(text: str) -> tuple[PartialDate | None, Text]:
    if not text:
        return None, ""
    try:
        return read_when(text), ""
    except Unusable as wrong:
        return None, wrong.message


@dataclass(frozen=True)
class Option:
    """One value of a filter, and how many milestones it would show."""

    value: str
    label: Text
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A question by which the timeline can be narrowed."""

    name: str
    label: Text
    options: list[Option]


def filters(board: Board, question: Asked) -> list[Filter]:
    """Return the filters with their counts; a value that nothing has is left out unless it is chosen."""
    wanted = question.wanted
    _count, told = counts(board, wanted)
    eras = [(era.slug, era.name) for era in board.eras]
    if board.eras:
        eras.insert(0, (BEFORE, _("Before these eras")))
    return [
        _filter("era", pgettext_lazy("policy", "Era"), eras, told["era"], wanted.era),
        _filter("lane", pgettext_lazy("timeline", "Lane"), list(board.lanes), told["lane"], wanted.lane),
    ]


def _filter(
    name: str, label: Text, values: list[tuple[str, str]], told: Mapping[str, int], chosen: tuple[str, ...]
) -> Filter:
    options = [Option(value, text, told.get(value, 0), value in chosen) for value, text in values]
    return Filter(name, label, [option for option in options if option.count or option.is_chosen])


def chips(board: Board, question: Asked) -> list[dict[str, object]]:
    """Return what is chosen, each with the address that takes it away."""
    names = {("era", era.slug): era.name for era in board.eras} | {("era", BEFORE): _("Before these eras")}
    names |= {("lane", key): name for key, name in board.lanes}
    words = {
        "from": _("from %(text)s"),
        "until": _("until %(text)s"),
        "q": _("“%(text)s”"),
    }
    return [
        {
            "label": names.get((name, value)) or words[name] % {"text": value},
            "href": question.without(name, value),
        }
        for name, value in question.pairs
    ]
