"""The words of a diagram: what partners and ties are called in the picture and in its text."""

from collections import Counter
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import ActorKind
from kyodo.commons.collaborations.public import Picture, PicturedPartner, TieKind

UNNAMED = {
    "civic_group": gettext_lazy("a civic group"),
    "community_organization": gettext_lazy("a community organization"),
    "educational_institution": gettext_lazy("an educational institution"),
    "business": gettext_lazy("a business"),
    "public_body": gettext_lazy("a public body"),
    "intermediary": gettext_lazy("an intermediary"),
}
#: How a sentence calls what passes.
THINGS = {
    "people": pgettext_lazy("what passes", "people's help"),
    "place": pgettext_lazy("what passes", "a place"),
    "goods": pgettext_lazy("what passes", "goods"),
    "money": pgettext_lazy("what passes", "money"),
    "knowledge": pgettext_lazy("what passes", "knowledge"),
    "information": pgettext_lazy("what passes", "information"),
}


def kind_word(kind: str) -> str:
    """Return what a kind of actor is called."""
    return _kind_word(kind, get_language())


def tie_word(kind: str) -> str:
    """Return the short word for what passes."""
    return _tie_word(kind, get_language())


# Looking a word up takes longer than drawing it; there are few words and few languages.
@lru_cache(maxsize=64)
def _kind_word(kind: str, language: str | None) -> str:
    return str(ActorKind(kind).label) if kind in ActorKind.values else kind


@lru_cache(maxsize=64)
def _tie_word(kind: str, language: str | None) -> str:
    return str(TieKind(kind).label) if kind in TieKind.values else kind


def thing(kind: str, label: str) -> str:
    """Return what passes as a part of a sentence: 場所（空き家）."""
    word = str(THINGS.get(kind, kind))
    return pgettext("what passes", "%(thing)s (%(label)s)") % {"thing": word, "label": label} if label else word


def names_of(picture: Picture) -> dict[str, str]:
    """Return what each partner is called, by key; several unnamed ones of a kind are numbered."""
    unnamed = Counter(partner.kind for partner in picture.partners if not _has_name(partner))
    seen: Counter[str] = Counter()
    found = {}
    for partner in picture.partners:
        if _has_name(partner):
            found[partner.key] = partner.name
            continue
        word = str(UNNAMED.get(partner.kind, partner.kind))
        seen[partner.kind] += 1
        if unnamed[partner.kind] > 1:
            word = _("%(partner)s (no. %(number)s)") % {"partner": word, "number": seen[partner.kind]}
        found[partner.key] = word
    return found


def _has_name(partner: PicturedPartner) -> bool:
    return partner.is_named and bool(partner.name)
