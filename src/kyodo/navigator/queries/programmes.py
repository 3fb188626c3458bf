"""One programme: everything that its page shows, and the rows of the table file."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.clock.now import now
from kyodo.navigator import linked_data
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.models.programme import ProgrammePage
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.support import Wanted, linked_to, matching, published
from kyodo.navigator.standing import standing_of
from kyodo.navigator.states import Audience, Need, Stage
from kyodo.ui.richtext import plain

#: The government's words for a 制度 (GIF 451-4), in Japanese in every language because the file is data.
HEADINGS = (
    "制度ID",
    "タイトル",
    "概要",
    "内容",
    "種類",
    "制度所管組織",
    "対象",
    "対象の段階",
    "必要なこと",
    "区",
    "給付上限額",
    "給付上限額_補足",
    "最大補助率",
    "補助率_補足",
    "公募開始日",
    "公募終了日",
    "公募_補足",
    "事前相談",
    "申請方法",
    "電子申請URL",
    "連絡先名称",
    "連絡先電話番号",
    "URL",
    "確認日",
    "更新担当",
    "見本",
    "出典",
)


def for_page() -> QuerySet[SupportProgramme]:
    """Programmes with what their page needs."""
    found: QuerySet[SupportProgramme] = SupportProgramme.objects.select_related("desk", "desk__facility", "successor")
    return found


def kept_page(programme: SupportProgramme, memo: Memo) -> tuple[ProgrammePage, dict[str, Any]]:
    """Return a programme's page and its linked data, kept for this minute; whoever asks was let in by rule."""
    key = ("support", "page", programme.pk, int(now().timestamp() // 60), get_language())

    def read() -> tuple[ProgrammePage, dict[str, Any]]:
        whole = for_page().get(pk=programme.pk)
        return whole.as_page(), linked_data.service(whole)

    return memo.of(key, read)


def table_rows(wanted: Wanted) -> Iterator[Sequence[Any]]:
    """Yield one row a programme for the table file, in batches."""
    found = published().filter(matching(wanted, now())).select_related("desk").order_by("name_reading", "id")
    for programme in found.prefetch_related("wards").iterator(chunk_size=500):
        desk = programme.desk
        yield (
            programme.slug,
            programme.name,
            programme.summary,
            plain(programme.body),
            programme.get_kind_display(),
            programme.provider,
            [Audience(w).label for w in programme.for_whom],
            [Stage(w).label for w in programme.stages],
            [Need(w).label for w in programme.needs],
            [ward.name for ward in programme.wards.all()] or [str(_("whole city"))],
            programme.ceiling_yen,
            programme.ceiling_text,
            programme.max_rate,
            programme.rate_text,
            programme.apply_from,
            programme.apply_until,
            programme.apply_text,
            programme.consultation_text,
            programme.how_to_apply,
            programme.online_url,
            desk and desk.name,
            desk and desk.phone,
            programme.url,
            programme.confirmed_on,
            programme.owner,
            programme.is_demo,
            programme.source,
        )


#: What the API gives of a programme as it stands in the table.
API_COLUMNS = (
    "slug", "name", "name_reading", "kind", "summary", "provider", "for_whom", "needs", "ceiling_yen", "max_rate",
    "apply_from", "apply_until", "is_always_open", "confirmed_on", "is_demo",
)  # fmt: skip
_STANDING_COLUMNS = ("year_until",)
_DESK_COLUMNS = ("slug", "name", "phone")


def for_api(found: QuerySet[SupportProgramme]) -> QuerySet[SupportProgramme]:
    """Return programmes by name with the columns that the API gives of each."""
    columns = (*API_COLUMNS, *_STANDING_COLUMNS, *(f"desk__{name}" for name in _DESK_COLUMNS))
    return found.order_by("name_reading", "id").select_related("desk").only(*columns)


def api_lines(rows: Sequence[SupportProgramme], memo: Memo, at: datetime) -> list[dict[str, Any]]:
    """Return programmes as the API gives them, but for their address; two queries."""
    wards, fields = linked_to(rows, memo)
    return [
        {
            **{name: getattr(row, name) for name in API_COLUMNS},
            "wards": [slug for slug, _name in wards.get(row.pk, ())],
            "fields": [slug for slug, _name in fields.get(row.pk, ())],
            "standing": standing_of(row, at),
            "desk": row.desk and {name: getattr(row.desk, name) for name in _DESK_COLUMNS},
        }
        for row in rows
    ]
