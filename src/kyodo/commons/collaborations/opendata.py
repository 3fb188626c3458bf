"""Joint works and what passes between their partners as open data.

A partner who is not confirmed is its kind alone, as everywhere in public.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import ActorKind
from kyodo.commons.collaborations.models import Collaboration
from kyodo.commons.collaborations.pictures import Picture, PicturedPartner, PicturedTie
from kyodo.commons.collaborations.queries import address_of, drawn, listed, picture_of
from kyodo.commons.collaborations.states import TieKind
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.kernel.tables.records import batches
from kyodo.kernel.text.fold import to_katakana

COLUMNS = (
    Column("id", "ID", _("the collaboration in its address"), is_required=True),
    Column("title", "名称", _("title"), is_required=True),
    Column("title_kana", "名称_カナ", _("title in katakana")),
    Column("aim", "目的", _("aim")),
    Column("state", "状態", _("how far it has come"), is_required=True),
    Column("fields", "分野", _("fields of activity, separated by semicolons")),
    Column("wards", "区", _("wards, separated by semicolons")),
    Column("districts", "学区", _("districts, separated by semicolons")),
    Column("since", "開始", _("year, month or day of its beginning, as far as it is known")),
    Column("until", "終了", _("year, month or day of its end, as far as it is known")),
    Column("partners", "主体", _("confirmed partners, separated by semicolons")),
    Column("partner_kinds", "主体の種類", _("kinds of all partners, separated by semicolons")),
    Column("partner_count", "主体の数", _("number of all partners"), "integer"),
    Column("source", "出典", _("where the facts come from, separated by semicolons")),
    Column("page", "ページ", _("its page on this site"), "uri"),
    SAMPLE,
)
TIE_COLUMNS = (
    Column("collaboration", "協働ID", _("the collaboration in its address"), is_required=True),
    Column("number", "番号", _("number of the tie within the collaboration"), "integer", is_required=True),
    Column("title", "協働の名称", _("title of the collaboration"), is_required=True),
    Column("giver", "渡す主体", _("who gives; empty for a partner who is not confirmed")),
    Column("giver_kind", "渡す主体の種類", _("kind of whoever gives"), is_required=True),
    Column("taker", "受ける主体", _("who receives; empty for a partner who is not confirmed")),
    Column("taker_kind", "受ける主体の種類", _("kind of whoever receives"), is_required=True),
    Column("kind", "種類", _("people, place, goods, money, knowledge or information"), is_required=True),
    Column("label", "内容", _("what passes between them")),
    Column("both_ways", "双方向", _("1 where each gives it to the other")),
    Column("since", "開始", _("year, month or day of its beginning, as far as it is known")),
    Column("until", "終了", _("year, month or day of its end, as far as it is known")),
    SAMPLE,
)


def _rows(first: int | None) -> Iterator[Sequence[Any]]:
    found = drawn(listed().prefetch_related("fields", "wards", "districts")).order_by("pk")
    for work in batches(found, first):
        picture = picture_of(NOBODY, work)
        spans = list(work.spans.all())
        until = "" if any(not span.until for span in spans) else max((span.until for span in spans), default="")
        yield (
            work.slug, work.title, to_katakana(work.title_reading), work.aim, _word(work.get_state_display),
            [field.name for field in work.fields.all()], [ward.name for ward in work.wards.all()],
            [district.name for district in work.districts.all()], min((span.since for span in spans), default=""),
            until, [partner.name for partner in picture.partners if partner.is_named],
            sorted({_kind(partner) for partner in picture.partners}), len(picture.partners), work.source,
            settings.SITE_URL + address_of(work.slug), "見本" if work.is_demo else "",
        )  # fmt: skip


def _ties(first: int | None) -> Iterator[Sequence[Any]]:
    given = 0
    for work in batches(drawn(listed()).order_by("pk"), first):
        picture = picture_of(NOBODY, work)
        for number, tie in enumerate(picture.ties, 1):
            if given == first:
                return
            given += 1
            yield _tie(work, picture, number, tie)


def _tie(work: Collaboration, picture: Picture, number: int, tie: PicturedTie) -> tuple[Any, ...]:
    partners = {partner.key: partner for partner in picture.partners}
    giver, taker = partners[tie.source], partners[tie.target]
    return (
        work.slug, number, work.title, giver.name, _kind(giver), taker.name, _kind(taker),
        _word(lambda: TieKind(tie.kind).label), tie.label, "1" if tie.both_ways else "", tie.since, tie.until,
        "見本" if work.is_demo else "",
    )  # fmt: skip


def _kind(partner: PicturedPartner) -> str:
    return _word(lambda: ActorKind(partner.kind).label)


def _word(read: Any) -> str:
    """Return a word in Japanese: a file is the same whoever asks for it."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(read())


COLLABORATIONS = DataSet(
    "collaborations",
    _("Collaborations"),
    _("Joint works of citizens, organizations, businesses and the city, with their confirmed partners."),
    (pgettext_lazy("noun", "collaboration"), _("partnership")),
    COLUMNS,
    _rows,
    listed,
    "diagrams:list",
    order=60,
)
TIES = DataSet(
    "ties",
    _("What passes between partners"),
    _("Each line of the relationship diagrams: who gives people, places, goods, money, knowledge or information."),
    (_("relationship diagram"), _("network")),
    TIE_COLUMNS,
    _ties,
    listed,
    "diagrams:list",
    counted="ties",
    unique=("collaboration", "number"),
    order=70,
)
