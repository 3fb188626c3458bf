"""Needs and offers as open data: what everybody may read on their pages, and no person."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.kernel.tables.records import batches
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries import needs, offers
from kyodo.matching.queries.addresses import address_of

_ID = Column("id", "受付番号", _("the number in its address"), is_required=True)
_COMMON = (
    Column("fields", "分野", _("fields of activity, separated by semicolons")),
    Column("wards", "区", _("wards, separated by semicolons")),
    Column("kind", "主体の種類", _("kind of actor (stored value)")),
    Column("organization", "団体", _("name of the organization, where it agreed")),
    Column("state", "状態", _("how far it has come (stored value)"), is_required=True),
    Column("shown_on", "公開日", _("day on which it became public"), "date"),
    Column("page", "ページ", _("its page on this site"), "uri"),
    SAMPLE,
)
NEED_COLUMNS = (
    _ID,
    Column("title", "困りごと", _("title"), is_required=True),
    Column("plain", "内容", _("in plain words")),
    Column("first_step", "最初の1時間", _("what somebody could do in an hour or less")),
    Column("first_minutes", "最初の一歩の分数", _("minutes that the first step takes"), "integer"),
    Column("months", "都合のよい月", _("months that suit, as numbers; empty for any")),
    *_COMMON,
)
OFFER_COLUMNS = (
    _ID,
    Column("title", "申し出", _("title"), is_required=True),
    Column("we_do", "すること", _("what the offering side does")),
    Column("host_hours", "受け入れ側の時間", _("hours that it costs the receiving side, in all"), "decimal"),
    Column("first_step", "最初の一歩", _("the first step")),
    Column("first_minutes", "最初の一歩の分数", _("minutes that the first step takes"), "integer"),
    Column("starts_on", "始められる日", _("day on which it can begin"), "date"),
    Column("ends_on", "終わりの日", _("day on which it ends"), "date"),
    Column("minors", "18歳未満の参加", _("1 where people under 18 take part")),
    *_COMMON,
)


def _need_rows(first: int | None) -> Iterator[Sequence[Any]]:
    for need in batches(needs.public().order_by("-shown_at", "-pk"), first):
        yield need.code, need.title, need.plain, need.first_step, need.first_minutes, list(need.months), *_shared(need)


def _offer_rows(first: int | None) -> Iterator[Sequence[Any]]:
    for one in batches(offers.public().order_by("-shown_at", "-pk"), first):
        minors = "1" if one.minors else ""
        card = (one.host_hours, one.first_step, one.first_minutes, one.starts_on, one.ends_on, minors)
        yield one.code, one.title, one.we_do, *card, *_shared(one)


def _shared(thing: Need | Offer) -> tuple[Any, ...]:
    return (
        [field.name for field in thing.fields.all()], [ward.name for ward in thing.wards.all()], thing.actor_kind,
        needs.public_name(thing), thing.state, thing.shown_at.date() if thing.shown_at else None,
        settings.SITE_URL + address_of(thing), "見本" if thing.is_demo else "",
    )  # fmt: skip


NEEDS = DataSet(
    "needs",
    pgettext_lazy("data", "Needs"),
    _("What associations and people wish help with, in the desk's plain words. No person and no contact is in it."),
    (_("neighborhood associations"), _("help wanted")),
    NEED_COLUMNS,
    _need_rows,
    needs.public,
    "matching:needs",
    order=60,
)
OFFERS = DataSet(
    "offers",
    pgettext_lazy("data", "Offers"),
    _("What universities, companies and others would do with an association, and what it costs that association."),
    (_("universities"), _("companies"), _("help offered")),
    OFFER_COLUMNS,
    _offer_rows,
    offers.public,
    "matching:offers",
    order=61,
)
