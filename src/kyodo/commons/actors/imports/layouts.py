"""Two layouts of a file: the NPO portal's bulk file, and our own template; both become the same values.

Names of persons (代表者) are never read, nor kept.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo.commons.actors.models import Actor, ActorKind, Field
from kyodo.commons.actors.names import fold
from kyodo.commons.places.models import Ward
from kyodo.kernel.imports import cells
from kyodo.kernel.imports.columns import Read, Target

_PREFECTURE = re.compile(r"^(北海道|東京都|京都府|大阪府|[^\s\d]{2,3}?県)")
_LENGTHS = {
    field.name: field.max_length
    for field in Actor._meta.fields
    if field.name in ("name", "name_reading", "legal_form", "office_address")
}


#: The kinds by the names that the template uses, whatever language the reader's page is in.
KIND_NAMES = {
    "市民活動団体": ActorKind.CIVIC_GROUP, "地域団体": ActorKind.COMMUNITY_ORGANIZATION,
    "教育機関": ActorKind.EDUCATIONAL_INSTITUTION, "事業者": ActorKind.BUSINESS, "行政": ActorKind.PUBLIC_BODY,
    "中間支援組織": ActorKind.INTERMEDIARY,
}  # fmt: skip
_FLAGS = range(1, 21)
#: The template's own word first, then the portal's.
TARGETS = (
    Target("name", "名称", ("法人名称", "団体名"), is_required=True),
    Target("name_reading", "名称_カナ", ("法人名称カナ",)),
    Target("kind", "種類"),
    Target("legal_form", "法人格"),
    Target("corporate_number", "法人番号"),
    Target("purpose", "活動内容", ("定款に記載された目的",)),
    Target("founded", "設立", ("設立年月日",)),
    Target("fields", "分野"),
    Target("wards", "区"),
    Target("office_address", "事務所所在地", ("主たる事務所の所在地",)),
    Target("phone", "電話番号"),
    Target("mail", "メールアドレス"),
    Target("url", "ウェブサイト"),
    Target("authority", "所轄庁", is_offered=False),
    Target("dissolved", "解散情報", is_offered=False),
    *(Target(f"activity{number}", f"活動分野{number}", is_offered=False) for number in _FLAGS),
)
TEMPLATE_COLUMNS = tuple(target.label for target in TARGETS if target.is_offered)
#: Names of persons in the portal's file.
PERSONS = ("代表者氏名", "団体代表者名（フリガナ）")


@dataclass(frozen=True)
class Layout:
    """What a row's layout means for the entries.

    ``source`` is what a new entry gives as its source; ``fills_only`` names what a file adds
    where an entry has nothing, and never changes; ``adds_only`` what it adds to, and never takes away.
    """

    source: str
    fills_only: tuple[str, ...] = ()
    adds_only: tuple[str, ...] = ()


NPO_PORTAL, TEMPLATE = "npo_portal", "template"
LAYOUTS = {
    NPO_PORTAL: Layout(
        "内閣府 NPO法人ポータルサイト 行政入力情報", fills_only=("kind", "legal_form", "wards"), adds_only=("fields",)
    ),
    TEMPLATE: Layout("団体一覧（ひな形）"),
}


@dataclass(frozen=True)
class Known:
    """What the city has: wards by name, fields by folded name and by the number of the NPO law, names by slug."""

    wards: Mapping[str, str]
    fields: Mapping[str, str]
    npo_fields: Mapping[int, str]
    names: Mapping[str, str]


def known_here() -> Known:
    """Read the city's wards and fields; two queries."""
    wards, fields = list(Ward.objects.all()), list(Field.objects.all())
    return Known(
        wards={ward.name: ward.slug for ward in wards},
        fields={fold(f.name): f.slug for f in fields},
        npo_fields={f.npo_number: f.slug for f in fields if f.npo_number},
        names={ward.slug: ward.name for ward in wards} | {field.slug: field.name for field in fields},
    )


def read_row(read: Read, by_key: Mapping[str, str], known: Known) -> None:
    """Read one row. A file with a column for the supervising authority is the portal's."""
    row = {target.key: by_key.get(target.key, "") for target in TARGETS}
    layout = NPO_PORTAL if "authority" in by_key else TEMPLATE
    _identity(read, row)
    read.values["layout"] = layout
    (_read_npo if layout == NPO_PORTAL else _read_template)(read, row, known)
    _check(read)


def _check(read: Read) -> None:
    """Refuse what no entry can hold; too long a text is never cut in silence."""
    if not read.problem and not read.values.get("name"):
        read.problem = _("The row has no name.")
    for name, longest in _LENGTHS.items():
        if longest and len(read.values.get(name, "")) > longest:
            label = Actor._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            facts = {"column": label, "n": longest}
            read.problem = read.problem or _("%(column)s is longer than %(n)s characters.") % facts


def _identity(read: Read, row: Mapping[str, str]) -> None:
    read.values["name"] = cells.line(row["name"])
    read.take("name_reading", cells.kana(row["name_reading"]))
    digits, note, read.problem = cells.corporate_number(row["corporate_number"])
    read.take("corporate_number", (digits, note))
    read.take("purpose", (cells.plain(row["purpose"]), ""))
    read.take("founded", cells.founded(row["founded"]))


# --- the NPO portal's file (行政入力情報, 60 columns) --------------------------------------------


def _read_npo(read: Read, row: Mapping[str, str], known: Known) -> None:
    read.values["kind"] = ActorKind.CIVIC_GROUP.value
    read.values["legal_form"] = "特定非営利活動法人"
    _take_address(read, cells.line(row["office_address"]), cells.line(row["authority"]), known)
    _take_flags(read, row, known)
    if cells.line(row["dissolved"]):
        read.values["is_dissolved"] = True
        read.notes.append(_("Dissolved: %(text)s") % {"text": cells.line(row["dissolved"])[:100]})


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
    marked = {number: cells.flag(row[f"activity{number}"]) for number in _FLAGS}
    read.values["fields"] = sorted(known.npo_fields[n] for n, on in marked.items() if on and n in known.npo_fields)
    unread = [n for n, on in marked.items() if on is None or (on and n not in known.npo_fields)]
    if unread:
        numbers = "、".join(map(str, unread))
        read.notes.append(_("Fields of activity that could not be taken: %(numbers)s") % {"numbers": numbers})


# --- our own template ----------------------------------------------------------------------


def _read_template(read: Read, row: Mapping[str, str], known: Known) -> None:
    kind = cells.line(row["kind"])
    if kind and kind not in KIND_NAMES:
        allowed = "・".join(KIND_NAMES)
        read.problem = read.problem or _("The kind “%(kind)s” is not one of %(allowed)s.") % {
            "kind": kind[:40],
            "allowed": allowed,
        }
    read.take("kind", (KIND_NAMES[kind].value if kind in KIND_NAMES else "", ""))
    read.take("legal_form", (cells.line(row["legal_form"]), ""))
    read.take("office_address", (cells.line(row["office_address"]), ""))
    read.take("phone", cells.phone(row["phone"]))
    read.take("mail", cells.mail(row["mail"]))
    read.take("url", cells.url(row["url"]))
    _take_lists(read, row, known)


def _take_lists(read: Read, row: Mapping[str, str], known: Known) -> None:
    wards, fields = cells.parts(row["wards"]), cells.parts(row["fields"])
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
