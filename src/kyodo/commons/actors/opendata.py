"""The directory as open data, after the government's profile of a legal body (GIF 434); never a person."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.imports.layouts import KIND_NAMES
from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.queries import address_of, listed
from kyodo.kernel.errors import Unusable
from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.kernel.tables.records import batches
from kyodo.kernel.text.fold import to_katakana
from kyodo.kernel.text.phone import read_phone

_KINDS = {kind.value: name for name, kind in KIND_NAMES.items()}
COLUMNS = (
    Column("id", "ID", _("the organization in its address"), is_required=True),
    Column("corporate_number", "法人番号", _("thirteen digits; empty for bodies that are no corporation")),
    Column("name", "名称", _("name"), is_required=True),
    Column("name_kana", "名称_カナ", _("name in katakana")),
    Column("kind", "種類", _("kind of actor"), is_required=True),
    Column("legal_form", "法人格", _("legal form")),
    Column("purpose", "活動内容", _("what it does")),
    Column("founded", "設立", _("year, month or day, as far as it is known")),
    Column("fields", "分野", _("fields of activity, separated by semicolons")),
    Column("wards", "区", _("wards where it is active, separated by semicolons")),
    Column("address", "事務所所在地", _("address of its office")),
    Column("phone", "電話番号", _("phone number as GIF 445 writes it")),
    Column("mail", "メールアドレス", _("mail address")),
    Column("url", "ウェブサイト", _("its own web site"), "uri"),
    Column("confirmed_on", "確認日", _("day on which somebody confirmed the entry"), "date"),
    Column("page", "ページ", _("its page on this site"), "uri"),
    SAMPLE,
)


def _rows(first: int | None) -> Iterator[Sequence[Any]]:
    found = listed().prefetch_related("fields", "wards").order_by("sort_key", "name_key", "pk")
    for actor in batches(found, first):
        yield _row(actor)


def _row(actor: Actor) -> tuple[Any, ...]:
    return (
        actor.slug, actor.corporate_number, actor.name, to_katakana(actor.name_reading), _KINDS[actor.kind],
        actor.legal_form, actor.purpose, actor.founded, [field.name for field in actor.fields.all()],
        [ward.name for ward in actor.wards.all()],
        actor.office_address, _phone(actor.phone), actor.mail, actor.url, actor.confirmed_on,
        settings.SITE_URL + address_of(actor.slug), "見本" if actor.is_demo else "",
    )  # fmt: skip


def _phone(text: str) -> str:
    try:
        return read_phone(text).standard
    except Unusable:
        return text


ORGANIZATIONS = DataSet(
    "organizations",
    _("Organizations"),
    _("Civic groups, community organizations and others in the public directory. Names of persons are not in it."),
    (_("civic groups"), _("neighborhood associations"), _("NPO")),
    COLUMNS,
    _rows,
    listed,
    "actors:list",
    standard=_("Government interoperability framework: legal body (GIF 434), own profile"),
    order=40,
)
