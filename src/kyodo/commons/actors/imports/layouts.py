"""Two layouts of a file: the NPO portal's bulk file, and our own template; both become the same values.

Columns are known by their names, compared after NFKC and with wrong dashes folded, so their order and
further columns do not matter. Names of persons (代表者) are never read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo.commons.actors.models import Actor, ActorKind, Field
from kyodo.commons.actors.names import fold
from kyodo.commons.places.models import Ward
from kyodo.kernel.errors import Unusable
from kyodo.kernel.imports import cells
from kyodo.kernel.imports.columns import Read, RowReader, Target, places_of, remarks
from kyodo.kernel.registry import Text

_PREFECTURE = re.compile(r"^(北海道|東京都|京都府|大阪府|[^\s\d]{2,3}?県)")
_LENGTHS = {
    field.name: field.max_length
    for field in Actor._meta.fields
    if field.name in ("name", "name_reading", "legal_form", "office_address")
}


@dataclass(frozen=True)
class Known:
    """What the city has: wards by name, fields by folded name and by the number of the NPO law."""

    wards: Mapping[str, str]
    fields: Mapping[str, str]
    npo_fields: Mapping[int, str]


def known_here() -> Known:
    """Read the city's wards and fields; two queries."""
    fields = list(Field.objects.all())
    return Known(
        wards={ward.name: ward.slug for ward in Ward.objects.all()},
        fields={fold(f.name): f.slug for f in fields},
        npo_fields={f.npo_number: f.slug for f in fields if f.npo_number},
    )


@dataclass(frozen=True)
class Layout:
    """A layout: its columns, those it cannot do without, and how a row is read.

    ``source`` is what a new entry gives as its source; ``fills_only`` names what a file adds
    where an entry has nothing, and never changes; ``adds_only`` what it adds to, and never takes away.
    """

    key: str
    label: Text
    source: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    read: Callable[[Read, Mapping[str, str], Known], None]
    fills_only: tuple[str, ...] = ()
    adds_only: tuple[str, ...] = ()


def layout_of(header: Iterable[str]) -> Layout:
    """Return the layout whose columns these are. Raises ``Unusable`` when none fits."""
    found = {cells.header_key(cell) for cell in header}
    for layout in LAYOUTS.values():
        if {cells.header_key(name) for name in layout.required} <= found:
            return layout
    raise Unusable(
        _(
            "The first line does not hold the names of the columns that are needed: "
            "法人名称, 所轄庁 and 法人番号 for the file of the NPO portal, 名称 for the template."
        )
    )


def remarks_on(header: list[str], layout: Layout) -> list[str]:
    """Return what to say about the columns: those missing, those not used, those that stand twice."""
    keys = [cells.header_key(cell) for cell in header]
    wanted = {cells.header_key(name): name for name in layout.columns}
    return remarks(
        missing=[name for key, name in wanted.items() if key not in keys],
        unused=[cells.line(cell)[:40] for cell, key in zip(header, keys, strict=True) if key and key not in wanted],
        twice=[name for key, name in wanted.items() if keys.count(key) > 1],
    )


def reader_of(header: list[str], layout: Layout, known: Known) -> RowReader:
    """Return what reads the rows of one file: its columns are looked up once."""

    def read(row: Read, by_name: Mapping[str, str]) -> None:
        layout.read(row, {name: by_name.get(name, "") for name in layout.columns}, known)
        _check(row)

    return RowReader(len(header), places_of(header, [Target(name, name) for name in layout.columns]), read)


def is_of_others(reader: RowReader, row: list[str], authority: str) -> bool:
    """Say whether a row belongs to another authority than was asked for."""
    place = reader.places.get("所轄庁")
    if not authority or place is None or len(row) <= place or not any(cell.strip() for cell in row):
        return False
    return reader.fits(row) and cells.line(row[place]) != authority


def _check(read: Read) -> None:
    """Refuse what no entry can hold; too long a text is never cut in silence."""
    if not read.problem and not read.values.get("name"):
        read.problem = _("The row has no name.")
    for name, longest in _LENGTHS.items():
        if longest and len(read.values.get(name, "")) > longest:
            label = Actor._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            facts = {"column": label, "n": longest}
            read.problem = read.problem or _("%(column)s is longer than %(n)s characters.") % facts


def _identity(read: Read, name: str, reading: str, number: str) -> None:
    read.values["name"] = cells.line(name)
    read.take("name_reading", cells.kana(reading))
    digits, note, read.problem = cells.corporate_number(number)
    read.take("corporate_number", (digits, note))


# --- the NPO portal's file (行政入力情報, 60 columns) --------------------------------------------

_FLAGS = tuple(f"活動分野{number}" for number in range(1, 21))
NPO_COLUMNS = (
    "法人名称", "法人名称カナ", "所轄庁", "主たる事務所の所在地", "主たる事業所の郵便番号", "設立年月日",
    "定款に記載された目的", *_FLAGS, "解散情報", "法人番号",
)  # fmt: skip


def _read_npo(read: Read, row: Mapping[str, str], known: Known) -> None:
    _identity(read, row["法人名称"], row["法人名称カナ"], row["法人番号"])
    read.values["kind"] = ActorKind.CIVIC_GROUP.value
    read.values["legal_form"] = "特定非営利活動法人"
    read.take("purpose", (cells.plain(row["定款に記載された目的"]), ""))
    read.take("founded", cells.founded(row["設立年月日"]))
    _take_address(read, cells.line(row["主たる事務所の所在地"]), cells.line(row["所轄庁"]), known)
    _take_flags(read, row, known)
    if cells.line(row["解散情報"]):
        read.values["is_dissolved"] = True
        read.notes.append(_("Dissolved: %(text)s") % {"text": cells.line(row["解散情報"])[:100]})


def _take_address(read: Read, address: str, authority: str, known: Known) -> None:
    if not address:
        read.notes.append(_("The row has no address, so no ward is known."))
        return
    read.values["office_address"] = address
    plain = unicodedata.normalize("NFKC", address).replace(" ", "")
    rest = _PREFECTURE.sub("", plain)
    if rest == plain:
        read.notes.append(_("The address lacks its prefecture; it is stored as it is written."))
    # A ward's name alone says nothing: other cities have wards of the same name.
    inside = rest.removeprefix(authority) if authority and rest.startswith(authority) else ""
    ward = next((slug for name, slug in known.wards.items() if inside.startswith(name)), "")
    if ward:
        read.values["wards"] = [ward]
    else:
        read.notes.append(_("The address does not say in which ward of the city the office is."))


def _take_flags(read: Read, row: Mapping[str, str], known: Known) -> None:
    marked = {number: cells.flag(row[name]) for number, name in enumerate(_FLAGS, 1)}
    read.values["fields"] = sorted(known.npo_fields[n] for n, on in marked.items() if on and n in known.npo_fields)
    unread = [n for n, on in marked.items() if on is None or (on and n not in known.npo_fields)]
    if unread:
        numbers = "、".join(map(str, unread))
        read.notes.append(_("Fields of activity that could not be taken: %(numbers)s") % {"numbers": numbers})


# --- our own template ----------------------------------------------------------------------

TEMPLATE_COLUMNS = (
    "名称", "名称_カナ", "種類", "法人格", "法人番号", "活動内容", "設立", "分野", "区", "事務所所在地", "電話番号",
    "メールアドレス", "ウェブサイト",
)  # fmt: skip
#: The kinds by the names that the template uses, whatever language the reader's page is in.
KIND_NAMES = {
    "市民活動団体": ActorKind.CIVIC_GROUP, "地域団体": ActorKind.COMMUNITY_ORGANIZATION,
    "教育機関": ActorKind.EDUCATIONAL_INSTITUTION, "事業者": ActorKind.BUSINESS, "行政": ActorKind.PUBLIC_BODY,
    "中間支援組織": ActorKind.INTERMEDIARY,
}  # fmt: skip


def _read_template(read: Read, row: Mapping[str, str], known: Known) -> None:
    _identity(read, row["名称"], row["名称_カナ"], row["法人番号"])
    kind = cells.line(row["種類"])
    if kind and kind not in KIND_NAMES:
        allowed = "・".join(KIND_NAMES)
        read.problem = read.problem or _("The kind “%(kind)s” is not one of %(allowed)s.") % {
            "kind": kind[:40],
            "allowed": allowed,
        }
    read.take("kind", (KIND_NAMES[kind].value if kind in KIND_NAMES else "", ""))
    read.take("legal_form", (cells.line(row["法人格"]), ""))
    read.take("purpose", (cells.plain(row["活動内容"]), ""))
    read.take("founded", cells.founded(row["設立"]))
    read.take("office_address", (cells.line(row["事務所所在地"]), ""))
    read.take("phone", cells.phone(row["電話番号"]))
    read.take("mail", cells.mail(row["メールアドレス"]))
    read.take("url", cells.url(row["ウェブサイト"]))
    _take_lists(read, row, known)


def _take_lists(read: Read, row: Mapping[str, str], known: Known) -> None:
    wards, fields = cells.parts(row["区"]), cells.parts(row["分野"])
    strange = [name for name in wards if name not in known.wards]
    if strange:
        # A ward belongs to what an entry is recognized by, so it is never left out in silence.
        facts = {"names": "、".join(strange)[:80], "allowed": "・".join(known.wards)}
        read.problem = read.problem or _("The ward “%(names)s” is not one of %(allowed)s.") % facts
    if wards and not strange:
        read.values["wards"] = sorted({known.wards[name] for name in wards})
    unknown = [name for name in fields if fold(name) not in known.fields]
    if unknown:
        names = "、".join(unknown)[:80]
        read.notes.append(_("Fields of activity that could not be taken: %(numbers)s") % {"numbers": names})
    if taken := sorted({known.fields[fold(name)] for name in fields if fold(name) in known.fields}):
        read.values["fields"] = taken


LAYOUTS = {
    layout.key: layout
    for layout in (
        Layout(
            "npo_portal", gettext_lazy("file of the NPO portal"), "内閣府 NPO法人ポータルサイト 行政入力情報",
            NPO_COLUMNS, ("法人名称", "所轄庁", "法人番号"), _read_npo, fills_only=("kind", "legal_form", "wards"),
            adds_only=("fields",),
        ),
        Layout("template", gettext_lazy("template"), "団体一覧（ひな形）", TEMPLATE_COLUMNS, ("名称",), _read_template),
    )
}  # fmt: skip
