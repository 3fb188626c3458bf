"""The drawing of a joint work in rows: who takes part, and what passes between them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import Actor, ActorKind, fold
from kyodo.commons.actors.public import address_of as address_of_actor
from kyodo.commons.collaborations.public import (
    Collaboration,
    PartnerDraft,
    Picture,
    PicturedPartner,
    PicturedTie,
    TieDraft,
    TieKind,
)
from kyodo.diagrams.forms.rows import Raw, Row, RowsForm
from kyodo.diagrams.forms.story import check_order, typed_date, when
from kyodo.diagrams.lookups import known_actors, named_like, same_named
from kyodo.kernel.registry import Text
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import PartialDateField

_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
#: Said of a body that is not the organization of the directory that bears its name.
NAMED_ONLY = "-"
CHOOSE = [("", _("Please choose"))]


class PartnerRow(Row):
    """Who takes part. ``actor`` is the slug of an organization of the directory, chosen while ``sought`` was typed."""

    said = ("name", "role")
    candidates: Sequence[Actor] = ()
    was_sought = False

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    sought = forms.CharField(required=False, widget=forms.HiddenInput)
    name = TidyField(
        label=pgettext_lazy("partner", "Name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "off", "data-kyodo-partner-name": ""}),
    )
    actor = forms.ChoiceField(label=_("In the directory of organizations"), required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*CHOOSE, *ActorKind.choices], required=False)
    role = TidyField(
        label=pgettext_lazy("partner", "Role"), max_length=80, required=False, help_text=_("For example: 場所の提供")
    )
    since = PartialDateField(label=_("Since"), required=False, widget=when())
    until = PartialDateField(label=_("Until"), required=False, widget=when())

    @property
    def chosen(self) -> Actor | None:
        """The organization of the directory that was chosen, if any."""
        return next((one for one in self.candidates if one.slug == self.initial.get("actor")), None)

    def offer(self) -> None:
        """Let the candidates be chosen; where there are none, nothing is asked."""
        found = [(one.slug, _words_for(one)) for one in self.candidates]
        self.fields["actor"].choices = [*found, (NAMED_ONLY, _("None of these; only the name as written"))]  # type: ignore[attr-defined]
        if not found:
            self.fields["actor"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        check_order(self)
        actor, kind = self.chosen, self.cleaned_data.get("kind")
        if actor is None and self.candidates and self.initial.get("actor") != NAMED_ONLY:
            self.add_error("actor", _("The directory knows this name. Please choose whom you mean."))
        elif actor is None and not kind and "kind" not in self.errors:
            self.add_error("kind", _("Please choose what kind of body this is."))
        return self.cleaned_data

    def draft(self) -> PartnerDraft:
        """Return what was typed, as an action takes it."""
        said, actor = self.cleaned_data, self.chosen
        return PartnerDraft(
            key=self.initial["key"],
            kind=actor.kind if actor else said["kind"],
            actor=actor,
            name="" if actor else said["name"],
            role=said["role"],
            since=said["since"],
            until=said["until"],
        )


def _words_for(actor: Actor) -> str:
    return " / ".join([actor.name, str(actor.get_kind_display()), *(str(ward) for ward in actor.wards.all())])


class TieRow(Row):
    """What passes from one to another."""

    said = ("source", "target", "label")

    source = forms.ChoiceField(label=_("From whom"))
    target = forms.ChoiceField(label=_("To whom"))
    kind = forms.ChoiceField(label=pgettext_lazy("tie", "What kind"), choices=[*CHOOSE, *TieKind.choices])
    label = TidyField(
        label=pgettext_lazy("tie", "What, in a few words"), max_length=40, required=False,
        help_text=_("Up to 40 letters. For example: 学生の手伝い"),
    )  # fmt: skip
    both_ways = forms.BooleanField(label=_("Both give it to each other"), required=False)
    since = PartialDateField(label=_("Since"), required=False, widget=when())
    until = PartialDateField(label=_("Until"), required=False, widget=when())

    def clean(self) -> dict[str, Any]:
        check_order(self)
        source, target = self.cleaned_data.get("source"), self.cleaned_data.get("target")
        if source and source == target:
            self.add_error("target", _("A tie joins two different partners. Please choose another one."))
        return self.cleaned_data

    def draft(self) -> TieDraft:
        """Return what was typed, as an action takes it."""
        return TieDraft(**self.cleaned_data)


class DrawingForm(RowsForm):
    """Partners and ties as somebody typed them; ``version`` is the drawing that was seen."""

    kinds = {"partner": PartnerRow, "tie": TieRow}
    labels = {"partner": pgettext_lazy("row", "Partner"), "tie": pgettext_lazy("row", "Tie")}

    def __init__(self, work: Collaboration, raws: Mapping[str, Sequence[Raw]], do: str = "", version: int = 0):
        self.work = work
        self.version = version
        self._offered: dict[int, list[Actor]] = {}
        self._sought = -1
        super().__init__(raws, do)

    @classmethod
    def asked(cls, work: Collaboration, data: QueryDict | None) -> "DrawingForm":
        """Return the drawing as it was sent, or as it stands; ``work`` was read with partners and ties."""
        if not data:
            return cls(work, _known(work), version=work.version)
        version = data.get("version", "")
        return cls(work, cls.read(data), data.get("do", ""), int(version) if version.isdecimal() else 0)

    def _act(self) -> None:
        super()._act()
        number = self.do.removeprefix("find:partner:")
        if number != self.do and number.isdecimal() and int(number) < len(self.raws["partner"]):
            self._sought = int(number)
            self.raws["partner"][self._sought]["actor"] = ""
            self.focus = f"partner-{number}"

    def delete(self, name: str, number: int) -> None:
        """Take a row away; with a partner go its ties."""
        if name == "partner" and (key := self.raws[name][number].get("key")):
            self.raws["tie"] = [tie for tie in self.raws["tie"] if key not in (tie.get("source"), tie.get("target"))]
        super().delete(name, number)

    def prepare(self) -> None:
        """Give every partner its key and its organization of the directory."""
        self._name_keys()
        partners = self.raws["partner"]
        for raw in partners:
            if raw.get("name", "") != raw.get("sought", ""):
                raw["actor"] = ""
        known = known_actors(self.work, (raw.get("actor", "") for raw in partners))
        named = same_named(raw.get("name", "") for raw in partners if raw.get("actor", "") not in known)
        for number, raw in enumerate(partners):
            if actor := known.get(raw.get("actor", "")):
                raw["name"], self._offered[number] = actor.name, [actor]
                continue
            if raw.get("actor", "") != NAMED_ONLY:
                raw["actor"] = ""
            if number == self._sought:
                self._offered[number] = named_like(raw.get("name", ""))
            else:
                self._offer(number, raw, named.get(fold(raw.get("name", "")), []))
            raw["sought"] = raw.get("name", "")

    def _name_keys(self) -> None:
        taken = {partner.key for partner in self.work.partners.all()}
        used: set[str] = set()
        for raw in self.raws["partner"]:
            key = raw.get("key", "")
            if not _KEY.fullmatch(key) or key in used:
                key = next(f"p{n}" for n in range(1, 10_000) if f"p{n}" not in taken | used)
            raw["key"] = key
            used.add(key)

    def _offer(self, number: int, raw: Raw, actors: list[Actor]) -> None:
        self._offered[number] = actors
        is_open = raw.get("actor", "") != NAMED_ONLY
        if is_open and len(actors) == 1 and raw.get("kind", "") in ("", actors[0].kind):
            raw["actor"] = actors[0].slug

    def shape(self, name: str, number: int, row: Row) -> None:
        """Offer organizations to a partner, and the partners to a tie."""
        if isinstance(row, PartnerRow):
            row.candidates = self._offered.get(number, [])
            row.was_sought = number == self._sought
            row.offer()
            if row.chosen:
                row.initial["kind"] = row.chosen.kind
        else:
            for end in ("source", "target"):
                row.fields[end].choices = self.choices  # type: ignore[attr-defined]

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """The partners that were named, for a choice."""
        named = [raw for raw in self.raws["partner"] if raw.get("name", "").strip()]
        return [*CHOOSE, *((raw["key"], raw["name"].strip()) for raw in named)]

    def clean(self) -> None:
        """Check that nobody and nothing stands twice."""
        bodies: set[int] = set()
        for _n, row in self.filled("partner"):
            actor = row.chosen  # type: ignore[attr-defined]
            if actor and actor.pk in bodies:
                row.add_error("name", ValidationError(_("This organization stands here twice. Please delete one.")))
            bodies |= {actor.pk} if actor else set()
        ties: set[tuple[Any, ...]] = set()
        for _n, row in self.filled("tie"):
            tie = tuple(row.cleaned_data.get(name) for name in ("source", "target", "kind", "label", "since"))
            if tie in ties:
                row.add_error("label", ValidationError(_("The same tie stands here twice. Please delete one.")))
            ties.add(tie)

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {
            "partners": [row.draft() for _n, row in self.filled("partner")],  # type: ignore[attr-defined]
            "ties": [row.draft() for _n, row in self.filled("tie")],  # type: ignore[attr-defined]
            "version": self.version,
        }

    def refused(self, words: Text) -> None:
        """Say why nothing was saved; sent again, it is compared with the drawing as it stands now."""
        self.told.append(words)
        self.version = Collaboration.objects.values_list("version", flat=True).get(pk=self.work.pk)

    def picture(self) -> Picture:
        """Return what was typed as a picture, as far as it can be drawn."""
        partners = [found for row in self.rows["partner"] if (found := _pictured(row))]  # type: ignore[arg-type]
        here = {partner.key for partner in partners}
        drawn = [_pictured_tie(n, raw) for n, raw in enumerate(self.raws["tie"])]
        ties = [tie for tie in drawn if {tie.source, tie.target} <= here and tie.source != tie.target and tie.kind]
        return Picture(self.work.title, self.work.aim, tuple(partners), tuple(ties))


def _pictured(row: PartnerRow) -> PicturedPartner | None:
    raw: Raw = row.initial  # type: ignore[assignment]
    actor = row.chosen
    kind = actor.kind if actor else raw.get("kind", "")
    name = raw.get("name", "").strip()
    if not name or kind not in ActorKind.values:
        return None
    url = address_of_actor(actor.slug) if actor else ""
    return PicturedPartner(raw["key"], name[:150], kind, raw.get("role", "").strip()[:80], True, url)


def _pictured_tie(number: int, raw: Raw) -> PicturedTie:
    kind = raw.get("kind", "")
    return PicturedTie(
        key=f"tie-{number}",
        source=raw.get("source", ""),
        target=raw.get("target", ""),
        kind=kind if kind in TieKind.values else "",
        label=raw.get("label", "").strip()[:40],
        both_ways=bool(raw.get("both_ways")),
    )


def _known(work: Collaboration) -> dict[str, Sequence[Raw]]:
    partners = list(work.partners.all())
    keys = {partner.pk: partner.key for partner in partners}
    return {
        "partner": [
            {
                "key": p.key, "name": p.shown_name, "sought": p.shown_name, "kind": p.kind, "role": p.role,
                "actor": p.actor.slug if p.actor else NAMED_ONLY,
                "since": typed_date(p.since), "until": typed_date(p.until),
            }
            for p in partners
        ] or [{}, {}],
        "tie": [
            {
                "source": keys[t.source_id], "target": keys[t.target_id], "kind": t.kind, "label": t.label,
                "both_ways": "on" if t.both_ways else "", "since": typed_date(t.since), "until": typed_date(t.until),
            }
            for t in work.ties.all()
        ] or [{}],
    }  # fmt: skip
