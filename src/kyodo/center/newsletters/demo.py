"""The sample newsletter of the demo (見本): an issue with its articles, readers, and places where copies lie."""

import json
import uuid
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

from kyodo.center.newsletters import documents
from kyodo.center.newsletters.links import new_code
from kyodo.center.newsletters.models import Article, CopyPlace, Issue, PrintRun, Reader, Series, Subscription
from kyodo.center.newsletters.states import CopiesState, IssueState
from kyodo.commons.places.public import Desk, public_facilities
from kyodo.kernel.clock.now import today
from kyodo.kernel.notices.limits import address_key
from kyodo.kernel.search.followers import refresh
from kyodo.ui.richtext import from_markdown

SERIES, NUMBER = "mihon-hiroba", 24
TEXTS = Path(__file__).with_name("demo_issue.yaml")
READERS = 12


@transaction.atomic
def make_sample_newsletter() -> str:
    """Make or renew the sample newsletter with its issue, a draft, readers and copies."""
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    series = _series(texts)
    month = today().replace(day=1)
    issue = _issue(series, NUMBER, month, IssueState.PUBLISHED, title=texts["headline"], lead=texts["lead"])
    for order, given in enumerate(texts["articles"], 1):
        _article(issue, order, given)
    following = (month + timedelta(days=32)).replace(day=1)
    draft = _issue(series, NUMBER + 1, following, IssueState.DRAFT, title=texts["next_headline"], lead="")
    _article(draft, 1, texts["draft"], live=False)
    _readers(series)
    _copies(series, issue)
    refresh(documents.names(issue, draft))
    return "  見本の通信 1"


def _series(texts: dict[str, Any]) -> Series:
    values = {**texts["series"], "desk": Desk.objects.order_by("order", "pk").first(), "is_demo": True}
    series, _made = Series.objects.update_or_create(slug=SERIES, defaults=values)
    return series


def _issue(series: Series, number: int, month: date, state: IssueState, **words: str) -> Issue:
    values: dict[str, Any] = {
        "series": series, "key": str(number), "number": number, "month": f"{month:%Y-%m}", "is_demo": True, **words,
    }  # fmt: skip
    first = {"state": state, "published_at": timezone.now() if state == IssueState.PUBLISHED else None}
    issue, _made = Issue.objects.update_or_create(
        slug=f"{SERIES}-{number}", defaults=values, create_defaults={**values, **first}
    )
    return issue


def _article(issue: Issue, order: int, given: dict[str, Any], *, live: bool = True) -> None:
    body = [_block(issue, kind, value) for block in given["blocks"] for kind, value in block.items()]
    names = ("title", "title_reading", "rubric", "lead", "byline", "is_feature")
    values = {name: given[name] for name in names if name in given}
    values |= {"order": order * 10, "live": live, "has_unpublished_changes": not live, "body": json.dumps(body)}
    Article.objects.update_or_create(issue=issue, slug=given["slug"], defaults=values)


def _block(issue: Issue, kind: str, value: Any) -> dict[str, Any]:
    if kind in ("text", "news"):
        words = {"text": from_markdown(value if kind == "text" else value["text"])}
        made: dict[str, Any] = words if kind == "text" else {**value, **words}
    elif kind == "heading":
        made = {"text": value}
    elif kind == "picture":
        made = {**value, "image": _picture(value["caption"], value["drawing"])}
        del made["drawing"]
    elif kind == "events":
        made = {"heading": value, "since": f"{today()}", "until": f"{today() + timedelta(days=45)}", "most": 6}
    else:
        made = value
    name = f"{issue.slug}:{kind}:{json.dumps(value, sort_keys=True, default=str)}"
    return {"type": kind, "value": made, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, name))}


# --- pictures drawn for the sample ----------------------------------------------------------------

_PAPER, _WALL, _TABLE, _LEAF, _SOIL = "#E7F2EB", "#CFE3D6", "#C8A66A", "#4E8A63", "#8A6A4A"
_PEOPLE = (("#00616B", 330), ("#7A4718", 560), ("#3B3F9E", 930), ("#7A2A66", 1160))
_FLOWERS = ("#E7C46A", "#D98A8A", "#8F8AC8", "#FFFFFF")


def _picture(title: str, drawing: str) -> int:
    """Return the number of a drawing of the sample: of no real place and nobody."""
    model = get_image_model()
    known = model.objects.filter(title=title).first()
    if known is None:
        image, out = Image.new("RGB", (1500, 900), _PAPER), BytesIO()
        {"table": _table, "garden": _garden}[drawing](ImageDraw.Draw(image))
        image.save(out, "PNG", optimize=True)
        known = model.objects.create(title=title, file=ContentFile(out.getvalue(), f"mihon-{drawing}.png"))
    return int(known.pk)


def _table(draw: ImageDraw.ImageDraw) -> None:
    """Draw people around a table."""
    draw.rectangle((0, 0, 1500, 560), fill=_WALL)
    for left in (180, 620, 1060):
        draw.rounded_rectangle((left, 90, left + 260, 330), 16, fill="#FFFFFF")
        draw.line((left + 130, 90, left + 130, 330), fill=_WALL, width=10)
        draw.ellipse((left + 150, 180, left + 250, 280), fill="#E7C46A" if left == 620 else "#9CC7AC")
    for color, middle in _PEOPLE:
        draw.ellipse((middle - 52, 330, middle + 52, 434), fill="#F0D2B4")
        draw.rounded_rectangle((middle - 88, 444, middle + 88, 720), 70, fill=color)
    draw.rounded_rectangle((150, 600, 1350, 690), 28, fill=_TABLE)
    draw.rectangle((240, 690, 290, 870), fill="#A98950")
    draw.rectangle((1210, 690, 1260, 870), fill="#A98950")
    for left, width in ((420, 120), (640, 90), (800, 120), (1010, 80)):
        draw.rounded_rectangle((left, 570, left + width, 602), 6, fill="#FFFFFF")


def _garden(draw: ImageDraw.ImageDraw) -> None:
    """Draw flowers in a row, and tags on a tap."""
    draw.rectangle((0, 0, 1500, 620), fill=_WALL)
    draw.ellipse((1180, 70, 1340, 230), fill="#F3E3B0")
    draw.rounded_rectangle((60, 640, 1440, 860), 40, fill=_SOIL)
    for number in range(11):
        middle, top = 480 + number * 88, 400 + (number * 53) % 120
        draw.line((middle, top, middle, 680), fill=_LEAF, width=12)
        draw.ellipse((middle - 46, 560, middle - 2, 610), fill=_LEAF)
        draw.ellipse((middle + 2, 520, middle + 46, 570), fill=_LEAF)
        draw.ellipse((middle - 44, top - 44, middle + 44, top + 44), fill=_FLOWERS[number % 4])
        draw.ellipse((middle - 16, top - 16, middle + 16, top + 16), fill=_TABLE)
    draw.rounded_rectangle((190, 300, 250, 720), 20, fill="#6B7A72")
    draw.rounded_rectangle((190, 330, 350, 380), 20, fill="#6B7A72")
    for number in range(5):
        left = 120 + number * 52
        draw.line((left + 20, 250, left + 20, 180), fill="#6B7A72", width=4)
        draw.rounded_rectangle((left, 180, left + 40, 250), 6, fill="#FFFFFF")


# --- readers and copies -------------------------------------------------------------------------------


def _readers(series: Series) -> None:
    now = timezone.now()
    addresses = [f"mihon-reader-{number}@example.jp" for number in range(1, READERS + 1)]
    rows = [
        Reader(code=new_code(), address=one, address_key=address_key(one), confirmed_at=now, is_demo=True)
        for one in addresses
    ]
    Reader.objects.bulk_create(rows, ignore_conflicts=True)
    known = Reader.objects.filter(address_key__in=addresses, ended_at=None)
    Subscription.objects.bulk_create(
        [Subscription(reader=reader, series=series, channel="demo", since=now) for reader in known],
        ignore_conflicts=True,
    )


def _copies(series: Series, issue: Issue) -> None:
    for facility in public_facilities()[:4]:
        values = {"name": facility.name, "copies": 30, "is_shown": True, "state": CopiesState.AGREED, "is_demo": True}
        CopyPlace.objects.get_or_create(series=series, facility=facility, defaults=values)
    asked = {"addressee": "会長", "copies": 15, "channel": "web", "is_demo": True}
    CopyPlace.objects.get_or_create(series=series, facility=None, name="見本第一町内会", defaults=asked)
    PrintRun.objects.get_or_create(issue=issue, defaults={"printed": 300, "printed_on": today()})
