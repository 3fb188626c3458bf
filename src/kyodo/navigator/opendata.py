"""Support programmes as open data, after the government's table of a 制度 (GIF 451-4)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.clock.now import day_of
from kyodo.kernel.errors import Unusable
from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.kernel.tables.records import batches
from kyodo.kernel.text.fold import to_katakana
from kyodo.kernel.text.phone import read_phone
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.queries.support import published
from kyodo.navigator.states import Audience, Need, Stage
from kyodo.ui.richtext import plain

COLUMNS = (
    Column("id", "制度ID", _("the programme in its address"), is_required=True),
    Column("title", "タイトル", _("name of the programme"), is_required=True),
    Column("title_kana", "タイトル_カナ", _("name in katakana")),
    Column("summary", "概要", _("one or two sentences, up to 100 characters"), is_required=True),
    Column("body", "内容", _("details")),
    Column("kind", "種類", _("what it gives")),
    Column("organization", "制度所管組織", _("who provides it")),
    Column("for_whom", "対象", _("for whom, separated by semicolons")),
    Column("stages", "対象の段階", _("for which stage, separated by semicolons")),
    Column("needs", "必要なこと", _("what it helps with, separated by semicolons")),
    Column("fields", "分野", _("fields of activity, separated by semicolons; empty: all")),
    Column("wards", "区", _("wards, separated by semicolons; empty: the whole city")),
    Column("conditions", "条件", _("conditions")),
    Column("ceiling_yen", "給付上限額", _("highest amount in yen"), "integer"),
    Column("ceiling_text", "給付上限額_補足", _("amount in words")),
    Column("max_rate", "最大補助率", _("highest rate in percent, with one decimal"), "decimal"),
    Column("rate_text", "補助率_補足", _("rate in words")),
    Column("apply_from", "公募開始日", _("first day on which one can apply"), "date"),
    Column("apply_until", "公募終了日", _("last day on which one can apply"), "date"),
    Column("apply_text", "公募_補足", _("applications in words")),
    Column("always_open", "随時受付", _("1 where one can apply at any time")),
    Column("consultation", "事前相談", _("prior consultation in words")),
    Column("how_to_apply", "申請方法", _("how to apply")),
    Column("online_url", "電子申請URL", _("online application"), "uri"),
    Column("desk", "連絡先名称", _("desk to ask")),
    Column("phone", "連絡先電話番号", _("phone number as GIF 445 writes it")),
    Column("mail", "連絡先メールアドレス", _("mail address of the desk")),
    Column("url", "URL", _("official page"), "uri"),
    Column("year_from", "開始年度", _("first fiscal year"), "integer"),
    Column("year_until", "終了年度", _("last fiscal year"), "integer"),
    Column("successor", "後継制度ID", _("the programme that follows it")),
    Column("page", "ページ", _("its page on this site"), "uri"),
    Column("confirmed_on", "確認日", _("day on which somebody confirmed the entry"), "date"),
    Column("source", "出典", _("where the facts come from, separated by semicolons")),
    SAMPLE,
)


def _rows(first: int | None) -> Iterator[Sequence[Any]]:
    found = published().select_related("desk", "successor").prefetch_related("fields", "wards")
    for programme in batches(found.order_by("name_reading", "id"), first):
        # A file is the same whoever asks for it, and nobody else's words wait in another language meanwhile.
        with translation.override(settings.LANGUAGE_CODE):
            row = _row(programme)
        yield row


def _row(programme: SupportProgramme) -> tuple[Any, ...]:
    desk, after = programme.desk, programme.successor
    is_shown = after is not None and after.live and after.is_public
    return (
        programme.slug, programme.name, to_katakana(programme.name_reading), programme.summary, plain(programme.body),
        programme.get_kind_display(), programme.provider, [str(Audience(word).label) for word in programme.for_whom],
        [str(Stage(word).label) for word in programme.stages], [str(Need(word).label) for word in programme.needs],
        [field.name for field in programme.fields.all()], [ward.name for ward in programme.wards.all()],
        _conditions(programme), programme.ceiling_yen, programme.ceiling_text, programme.max_rate,
        programme.rate_text, day_of(programme.apply_from) if programme.apply_from else None, programme.last_day,
        programme.apply_text, "1" if programme.is_always_open else "", programme.consultation_text,
        programme.how_to_apply, programme.online_url, desk.name if desk else "", _phone(desk.phone if desk else ""),
        desk.mail if desk else "", programme.url, programme.year_from, programme.year_until,
        after.slug if after and is_shown else "", settings.SITE_URL + programme.get_absolute_url(),
        programme.confirmed_on, programme.source, "見本" if programme.is_demo else "",
    )  # fmt: skip


def _conditions(programme: SupportProgramme) -> str:
    said = [
        (programme.min_organizations, gettext("at least %(n)s organizations")),
        (programme.min_members, gettext("at least %(n)s members")),
    ]
    return "、".join([*(words % {"n": n} for n, words in said if n), *filter(None, [plain(programme.conditions)])])


def _phone(text: str) -> str:
    try:
        return read_phone(text).standard
    except Unusable:
        return text


SUPPORT = DataSet(
    "support",
    _("Support programmes"),
    _("Grants, experts, places and other support for citizens' activities: for whom, how much, until when, where."),
    (_("support programmes"), _("grants")),
    COLUMNS,
    _rows,
    published,
    "navigator:support",
    standard=_("Government interoperability framework: public service or programme (GIF 451-4)"),
    order=10,
)
