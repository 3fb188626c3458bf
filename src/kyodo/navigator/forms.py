"""From what people typed or ticked to plain values. A value that does not exist is left out, never an error."""

from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from kyodo.commons.places.public import FacilityKind
from kyodo.kernel.clock.reading import read_day
from kyodo.kernel.errors import Unusable
from kyodo.kernel.facets import page_number
from kyodo.kernel.registry import Text
from kyodo.navigator.queries.finder import Answers
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.pages import address
from kyodo.navigator.queries.places import FIRST_DAY, LAST_DAY, PlacesWanted
from kyodo.navigator.queries.searching import FACETS, Asked
from kyodo.navigator.queries.support import SORTS, Wanted, field_names, ward_names
from kyodo.navigator.states import Audience, Need, ProgrammeKind, Stage
from kyodo.navigator.words import QUESTIONS, STEPS


def _chosen(data: QueryDict, name: str, allowed: object) -> tuple[str, ...]:
    return tuple(sorted({value for value in data.getlist(name) if value in allowed}))  # type: ignore[operator]


def support_wanted(data: QueryDict, memo: Memo) -> Wanted:
    """Return what was chosen in the support directory."""
    return Wanted(
        kind=_chosen(data, "kind", ProgrammeKind.values),
        need=_chosen(data, "need", Need.values),
        ward=_chosen(data, "ward", {slug for slug, _name in ward_names(memo).values()}),
        field=_chosen(data, "field", {slug for slug, _name in field_names(memo).values()}),
        actor_kind=_chosen(data, "actor_kind", Audience.values),
        open=_chosen(data, "open", ("now",)),
        sort=data.get("sort", "") if data.get("sort") in SORTS else SORTS[0],
    )


def places_wanted(data: QueryDict, memo: Memo) -> PlacesWanted:
    """Return what was chosen in the list of places."""
    wards = {slug for slug, _name in ward_names(memo).values()}
    return PlacesWanted(ward=_chosen(data, "ward", wards), kind=_chosen(data, "kind", FacilityKind.values))


def finder_answers(data: QueryDict) -> Answers:
    """Return the answers given in the finder so far; an empty string is a question not yet answered."""

    def one(name: str, allowed: list[str]) -> str:
        value = data.get(name, "")
        return value if value in [*allowed, "any"] else ""

    return Answers(one("who", Audience.values), one("stage", Stage.values), one("need", Need.values))


def chosen_day(data: QueryDict) -> tuple[date | None, Text]:
    """Return the day of ``?on=`` and, where it cannot be used, a kind word about it."""
    text = data.get("on", "").strip()
    if not text:
        return None, ""
    try:
        day = read_day(text[:40]).value.date
    except Unusable as wrong:
        return None, _("%(reason)s Today is shown instead.") % {"reason": wrong.message}
    if not FIRST_DAY <= day <= LAST_DAY:
        return None, _("Opening days can be shown from 1990 to 2090. Today is shown instead.")
    return day, ""


def search_asked(data: QueryDict) -> Asked:
    """Return what was typed and chosen on the search page; any text is taken as it is."""
    chosen = {name: tuple(value[:80] for value in data.getlist(name)[:20]) for name in FACETS}
    return Asked(data.get("q", "").strip()[:500], chosen, page_number(data))


def question(answers: Answers) -> dict[str, object]:
    """Return the first question that is not answered yet, with what was answered before."""
    names = list(QUESTIONS)
    name = next(name for name in names if not getattr(answers, name))
    step = names.index(name)
    kept = [(before, getattr(answers, before)) for before in names[:step]]
    text, kind = QUESTIONS[name]
    return {
        "name": name,
        "question": text,
        "choices": kind.choices,
        "kept": kept,
        "step": step + 1,
        "steps": STEPS,
        "next_label": _("Show what suits") if step == len(names) - 1 else _("Go on"),
        "back_href": f"?{urlencode(kept[:-1])}" if kept else "",
    }


def said(data: QueryDict) -> list[dict[str, object]]:
    """Return the answers in words, each with the address that asks again."""
    return [
        {"label": kind(data[name]).label, "href": address(data, **{name: None})}
        for name, (_text, kind) in QUESTIONS.items()
        if data.get(name) in kind.values
    ]
