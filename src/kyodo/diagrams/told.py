"""The diagram in sentences: for listening, for those who would rather read, and for the search engine."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kyodo.commons.actors.public import ActorKind
from kyodo.commons.collaborations.public import Picture, PicturedTie
from kyodo.diagrams.naming import kind_word, names_of, thing
from kyodo.diagrams.years import year_label
from kyodo.kernel.clock.partial import PartialDate

#: What is told rather than handed over.
TOLD = ("knowledge", "information")


@dataclass(frozen=True)
class Told:
    """A diagram in words: one sentence on the whole, one for each kind of partner, one for each tie."""

    summary: str
    partners: tuple[str, ...]
    ties: tuple[str, ...]


def tell(picture: Picture, today: date, year: int | None = None) -> Told:
    """Say a picture in words; ``year`` is the fiscal year that it shows."""
    names = names_of(picture)
    ties = tuple(
        _tie(tie, names, today) for tie in picture.ties if tie.source in names and tie.target in names
    )  # fmt: skip
    return Told(_summary(picture, len(ties), year), _partners(picture, names), ties)


def _summary(picture: Picture, ties: int, year: int | None) -> str:
    if not picture.partners:
        return _("The partners of “%(title)s” are not known yet.") % {"title": picture.title}
    count = len(picture.partners)
    words = {
        "title": picture.title,
        "partners": ngettext("%(count)s partner", "%(count)s partners", count) % {"count": count},
        "ties": ngettext("%(count)s tie", "%(count)s ties", ties) % {"count": ties},
        "year": year_label(year) if year else "",
    }
    if year and ties:
        return _("“%(title)s” in %(year)s: %(partners)s with %(ties)s between them.") % words
    if year:
        return _("“%(title)s” in %(year)s: %(partners)s.") % words
    if ties:
        return _("“%(title)s”: %(partners)s with %(ties)s between them.") % words
    return _("“%(title)s”: %(partners)s.") % words


def _partners(picture: Picture, names: dict[str, str]) -> tuple[str, ...]:
    found = []
    for kind in ActorKind.values:
        members = [partner for partner in picture.partners if partner.kind == kind]
        if not members:
            continue
        said = [
            pgettext("partner", "%(name)s (%(role)s)") % {"name": names[partner.key], "role": partner.role}
            if partner.role
            else names[partner.key]
            for partner in members
        ]
        listed = {"kind": capfirst(kind_word(kind)), "names": pgettext("between names", ", ").join(said)}
        found.append(_("%(kind)s: %(names)s.") % listed)
    return tuple(found)


def _tie(tie: PicturedTie, names: dict[str, str], today: date) -> str:
    words = {
        "source": names[tie.source],
        "target": names[tie.target],
        "what": thing(tie.kind, tie.label),
    }
    return capfirst(_dated(_sentence(tie, _tense(tie, today)) % words, tie.since, tie.until))


def _tense(tie: PicturedTie, today: date) -> str:
    if tie.since and PartialDate.from_iso(tie.since).date > today:
        return "future"
    if tie.until and PartialDate.from_iso(tie.until).end <= today:
        return "past"
    return "present"


def _sentence(tie: PicturedTie, tense: str) -> str:
    match tie.kind in TOLD, tie.both_ways, tense:
        case False, False, "present":
            return _("%(source)s provides %(target)s with %(what)s.")
        case False, False, "past":
            return _("%(source)s provided %(target)s with %(what)s.")
        case False, False, _tense:
            return _("%(source)s will provide %(target)s with %(what)s.")
        case False, True, "present":
            return _("%(source)s and %(target)s provide each other with %(what)s.")
        case False, True, "past":
            return _("%(source)s and %(target)s provided each other with %(what)s.")
        case False, True, _tense:
            return _("%(source)s and %(target)s will provide each other with %(what)s.")
        case True, False, "present":
            return _("%(source)s shares %(what)s with %(target)s.")
        case True, False, "past":
            return _("%(source)s shared %(what)s with %(target)s.")
        case True, False, _tense:
            return _("%(source)s will share %(what)s with %(target)s.")
        case True, True, "present":
            return _("%(source)s and %(target)s share %(what)s with each other.")
        case True, True, "past":
            return _("%(source)s and %(target)s shared %(what)s with each other.")
    return _("%(source)s and %(target)s will share %(what)s with each other.")


def _dated(sentence: str, since: str, until: str) -> str:
    words = {
        "sentence": sentence,
        "since": PartialDate.from_iso(since).text() if since else "",
        "until": PartialDate.from_iso(until).text() if until else "",
    }
    if since and until:
        return _("From %(since)s to %(until)s, %(sentence)s") % words
    if since:
        return _("Since %(since)s, %(sentence)s") % words
    return _("Until %(until)s, %(sentence)s") % words if until else sentence
