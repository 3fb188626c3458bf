"""A case as the government's data items tell it (事例, GIF 451-3), for tables, open data and JSON.

The items that it requires are タイトル, 事例の場所, 対象組織, 取り組みの概要, 取り組み理由, 目的, 取り組み内容
and 連絡先情報. Where a case's source does not tell one of them, it is empty: unknown, not absent.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from kyodo.casebook.blocks import part_of
from kyodo.casebook.models import Case
from kyodo.casebook.queries.cases import published
from kyodo.casebook.queries.page import CasePage, contact_desk
from kyodo.casebook.states import Part
from kyodo.casebook.words import address_of, whole_address
from kyodo.commons.collaborations.public import Collaboration, Partner
from kyodo.commons.places.public import City, Desk
from kyodo.kernel.registry import SAMPLE, Column
from kyodo.kernel.tables.records import batches
from kyodo.ui.richtext import plain

_WHERE_TOLD = _("empty where the source does not tell it")
COLUMNS = (
    Column("id", "ID", _("short name of the case, the last part of its address"), is_required=True),
    Column("municipality_code", "全国地方公共団体コード", _("six digits, as text")),
    Column("municipality", "地方公共団体名", _("the city that keeps this casebook")),
    Column("title", "タイトル", _("required by GIF 451-3"), is_required=True),
    Column("title_reading", "タイトル_カナ", _("title in kana")),
    Column("place", "事例の場所", _("required by GIF 451-3; wards and place, empty where not told")),
    Column("organizations", "対象組織", _("required by GIF 451-3; partners that have confirmed, others by their kind")),
    Column("summary", "取り組みの概要", _("required by GIF 451-3; up to 300 characters"), is_required=True),
    Column("reason", "取り組み理由", _("required by GIF 451-3; how it began, empty where not told")),
    Column("purpose", "目的", _("required by GIF 451-3; aim of the collaboration, empty where not told")),
    Column("content", "取り組み内容", _("required by GIF 451-3; what was done, empty where not told")),
    Column("contact", "連絡先情報", _("required by GIF 451-3; the desk to ask about the case")),
    Column("challenge", "挑戦したこと", _WHERE_TOLD),
    Column("learned", "学んだこと", _WHERE_TOLD),
    Column("effect", "成果", _WHERE_TOLD),
    Column("devised", "工夫", _WHERE_TOLD),
    Column("copy", "普及", _("what others can copy; empty where the source does not tell it")),
    Column("lasting", "持続させる仕組み", _WHERE_TOLD),
    Column("cost", "費用", _WHERE_TOLD),
    Column("collaborators", "協力者", _("partners that have confirmed, with their part in it")),
    Column("schemes", "利用した制度", _("support that was used")),
    Column("fields", "分野", _("fields of activity")),
    Column("wards", "区", _("wards")),
    Column("year_from", "開始年度", _("first fiscal year that is told"), "integer"),
    Column("year_until", "終了年度", _("last fiscal year that is told"), "integer"),
    Column("stage", "段階", _("how far the collaboration has come, by its source")),
    Column("published_in", "掲載", _("where it was first told")),
    Column("published_on", "掲載日", _("year, month or day on which it was first told")),
    Column("url", "URL", _("page of the case"), "uri", is_required=True),
    SAMPLE,
    Column("source", "出典", _("where the facts come from")),
)  # fmt: skip
HEADINGS = [column.title for column in COLUMNS]


def for_rows(found: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases with all that a row needs; five queries more for each batch."""
    partners = Partner.objects.select_related("actor").order_by("order", "pk")
    works = Collaboration.objects.filter(is_public=True).prefetch_related(Prefetch("partners", partners))
    return found.select_related("desk").prefetch_related(
        "wards", "fields", "schemes", Prefetch("collaboration", works, to_attr="work")
    )


def rows(found: QuerySet[Case], first: int | None = None) -> Iterator[tuple[Any, ...]]:
    """Yield the row of each case, fetched in batches."""
    city, desk = City.objects.first(), contact_desk()
    for case in batches(for_rows(found), first):
        yield row_of(case, city, desk)


def all_rows(first: int | None) -> Iterable[Sequence[Any]]:
    """Yield the rows of all public cases, in the order in which they came."""
    return rows(published().order_by("pk"), first)


def row_of(case: Case, city: City | None, desk: Desk | None) -> tuple[Any, ...]:
    """Return the cells of a case, as it was read by :func:`for_rows`, in the order of the columns."""
    work: Collaboration | None = getattr(case, "work", None)
    partners = list(work.partners.all()) if work else []
    told = [
        plain(part_of(case.body, part))
        for part in (
            Part.CHALLENGE, Part.STUMBLED, Part.EFFECT, Part.DEVISED, Part.COPY, Part.LASTING, Part.COST,
        )
    ]  # fmt: skip
    wards = [ward.name for ward in case.wards.all()]
    return (
        case.slug, city.code if city else "", city.name if city else "", case.title, case.title_reading,
        " ".join([*wards, *([case.place] if case.place else [])]), _organizations(partners), case.lead,
        plain(part_of(case.body, Part.BEGAN)), work.aim if work else "", plain(part_of(case.body, Part.DONE)),
        _contact(case.desk or desk), *told, _roles(partners),
        [scheme.name for scheme in case.schemes.all()], [field.name for field in case.fields.all()], wards,
        case.year_from, case.year_until, str(work.get_state_display()) if work else "",
        case.published_in, case.published_on, whole_address(address_of(case.slug)),
        "見本" if case.is_demo else "", case.source,
    )  # fmt: skip


def _organizations(partners: Sequence[Partner]) -> list[str]:
    return [partner.shown_name if partner.is_confirmed else str(partner.get_kind_display()) for partner in partners]


def _roles(partners: Sequence[Partner]) -> list[str]:
    return [f"{p.shown_name}（{p.role}）" for p in partners if p.is_confirmed and p.role]


def _contact(desk: Desk | None) -> str:
    return " ".join(filter(None, [desk.name, desk.phone])) if desk else ""


def as_json(page: CasePage) -> dict[str, Any]:
    """Return a case with the standard's own words as keys; what is not known is left out."""
    case = for_rows(published()).get(pk=page.case.pk)
    cells = row_of(case, City.objects.first(), page.desk)
    told = {column.title: cell for column, cell in zip(COLUMNS, cells, strict=True) if cell not in ("", None, [])}
    related = [whole_address(address_of(other.case.slug)) for other in page.related]
    return {**told, **({"関連事例": related} if related else {})}
