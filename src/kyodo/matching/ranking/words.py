"""Facts of a fit as sentences for people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyodo.kernel.clock.words import month_text
from kyodo.matching.ranking.scoring import Reason

#: What may be told to those who offer about a host; the rest is for the desk alone.
FOR_ALL = ("text", "field", "theme", "district", "ward", "capacity", "together")
#: So many words that two descriptions share are named.
MOST_WORDS = 3


@dataclass(frozen=True)
class Names:
    """The names that sentences need, by id; ``said`` are the words of a wish as they are written there."""

    fields: Mapping[int, str]
    wards: Mapping[int, str]
    districts: Mapping[int, str]
    actors: Mapping[int, str]
    said: Mapping[str, str]

    def of(self, name: str, ids: Iterable[int]) -> str:
        """Return known names in a row."""
        known: Mapping[int, str] = getattr(self, name)
        return "、".join(known[pk] for pk in sorted(ids) if pk in known)


def _month(reason: Reason) -> str:
    return month_text(reason.facts["month"])


def _text(reason: Reason, names: Names) -> str:
    words = dict.fromkeys(names.said[form] for form in reason.facts["words"] if form in names.said)
    if not words:
        return _("The descriptions resemble each other.")
    return _("Both speak of: %(words)s.") % {"words": "、".join(list(words)[:MOST_WORDS])}


def _capacity(reason: Reason, names: Names) -> str:
    free = reason.facts["most_open"] - reason.facts["open_now"]
    told = ngettext("Has hands for %(free)d joint work more.", "Has hands for %(free)d joint works more.", free)
    return told % {"free": free}


def _full(reason: Reason, names: Names) -> str:
    told = ngettext(
        "Has %(open)d joint work under way and can carry no more now.",
        "Has %(open)d joint works under way and can carry no more now.",
        reason.facts["open_now"],
    )
    return told % {"open": reason.facts["open_now"]}


def _hours(reason: Reason, names: Names) -> str:
    told = _("It takes about %(takes)s hours a month; %(can)s can be given.")
    return told % {"takes": f"{reason.facts['takes']:g}", "can": f"{reason.facts['can']:g}"}


def _hours_over(reason: Reason, names: Names) -> str:
    told = _("It takes about %(takes)s hours a month, but only %(can)s can be given.")
    return told % {"takes": f"{reason.facts['takes']:g}", "can": f"{reason.facts['can']:g}"}


def _less_hours(reason: Reason, names: Names) -> str:
    told = ngettext(
        "It would fit if it took %(hours)d hour less in all.", "It would fit if it took %(hours)d hours less in all.",
        reason.facts["hours"],
    )  # fmt: skip
    return told % {"hours": reason.facts["hours"]}


def _experience(reason: Reason, names: Names) -> str:
    told = ngettext(
        "Took part in %(works)d joint work before.", "Took part in %(works)d joint works before.",
        reason.facts["works"],
    )  # fmt: skip
    return told % {"works": reason.facts["works"]}


def _first_hour(reason: Reason, names: Names) -> str:
    told = ngettext(
        "The first step takes %(minutes)d minute.", "The first step takes %(minutes)d minutes.",
        reason.facts["minutes"],
    )  # fmt: skip
    return told % {"minutes": reason.facts["minutes"]}


def _first_long(reason: Reason, names: Names) -> str:
    told = ngettext(
        "The first step takes %(minutes)d minute: too long for a first meeting.",
        "The first step takes %(minutes)d minutes: too long for a first meeting.",
        reason.facts["minutes"],
    )
    return told % {"minutes": reason.facts["minutes"]}


#: Every key that the scoring writes down (tested).
SENTENCES: dict[str, Callable[[Reason, Names], str]] = {
    "text": _text,
    "field": lambda r, n: _("Works in the same field: %(names)s.") % {"names": n.of("fields", r.facts["fields"])},
    "theme": lambda r, n: _("Welcomes this theme: %(names)s.") % {"names": n.of("fields", r.facts["fields"])},
    "district": lambda r, n: (
        _("Works in the same school district: %(names)s.") % {"names": n.of("districts", r.facts["districts"])}
    ),
    "ward": lambda r, n: _("Works in the same ward: %(names)s.") % {"names": n.of("wards", r.facts["wards"])},
    "need": lambda r, n: _("Told us a need that is open."),
    "offered": lambda r, n: _("Sent an offer that is open."),
    "wished": lambda r, n: _("Those who offer wish for this host."),
    "capacity": _capacity,
    "hours": _hours,
    "months": lambda r, n: _("It can begin in %(month)s.") % {"month": _month(r)},
    "first_hour": _first_hour,
    "together": lambda r, n: _("The two worked together before."),
    "experience": _experience,
    "intermediary": lambda r, n: (
        _("%(names)s knows both and can be between them.") % {"names": n.of("actors", r.facts["intermediaries"])}
    ),
    "other_field": lambda r, n: _("The fields of activity are different."),
    "other_ward": lambda r, n: _("Works in another ward."),
    "capacity_unknown": lambda r, n: _("We have not asked yet how much it can take on."),
    "capacity_full": _full,
    "hours_over": _hours_over,
    "month_busy": lambda r, n: _("It would begin in %(month)s, which is a busy month there.") % {"month": _month(r)},
    "month_unsuited": lambda r, n: (
        _("It would begin in %(month)s, which does not suit the need.") % {"month": _month(r)}
    ),
    "first_long": _first_long,
    "after_one_ends": lambda r, n: _("It would fit once one of the joint works under way has ended."),
    "less_hours": _less_hours,
    "begin_in": lambda r, n: _("It would fit if it began in %(month)s.") % {"month": _month(r)},
    "first_short": lambda r, n: _("It would fit if the first step took an hour at most."),
}


def sentence(reason: Reason, names: Names) -> str:
    """Return a fact as a sentence. Raises ``KeyError`` for one that has no words."""
    return SENTENCES[reason.key](reason, names)


def sentences(reasons: Iterable[Reason], names: Names) -> tuple[str, ...]:
    """Return facts as sentences, in their order."""
    return tuple(sentence(reason, names) for reason in reasons)
