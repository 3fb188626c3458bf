"""Blocks of which the story of a case is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from kyodo.casebook.states import Part
from kyodo.commons.actors.public import listed

#: What writers may use inside a part: nothing that a screen reader or a printer cannot carry.
RICH_TEXT = ["h3", "bold", "ol", "ul", "link"]


def _organizations() -> list[tuple[str, str]]:
    return list(listed().order_by("sort_key", "pk").values_list("slug", "name"))


class PartBlock(blocks.StructBlock):
    """One part of the story. The page gives it the heading of its kind, or its own where it is of no kind."""

    kind = blocks.ChoiceBlock(label=_("what it tells"), choices=Part.choices, default=Part.DONE.value)
    heading = blocks.CharBlock(label=_("heading of its own"), max_length=60, required=False)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT)

    class Meta:
        label = pgettext_lazy("case", "part of the story")
        icon = "pilcrow"


class FiguresBlock(blocks.StructBlock):
    """The figures by year of the collaboration, drawn and as a table; the figures themselves stand there."""

    text = blocks.CharBlock(label=_("one sentence on what they show"), max_length=200, required=False)

    class Meta:
        label = _("figures by year")
        icon = "table"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody who took part, and whose they are: an organization or an office, with consent a name."""

    text = blocks.TextBlock(label=_("quotation"))
    origin = blocks.CharBlock(label=_("whose words"), max_length=150)

    class Meta:
        label = _("quotation")
        icon = "openquote"


class QuestionBlock(blocks.StructBlock):
    """A question of an interview and its answer."""

    question = blocks.CharBlock(label=pgettext_lazy("interview", "question"), max_length=150)
    answer = blocks.TextBlock(label=pgettext_lazy("interview", "answer"))

    class Meta:
        label = _("question and answer")


class InterviewBlock(blocks.StructBlock):
    """An interview: who answered, and the questions in their order."""

    who = blocks.CharBlock(label=_("who answers"), max_length=150)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"), min_num=1)

    class Meta:
        label = pgettext_lazy("case", "interview")
        icon = "comment"


class PictureBlock(blocks.StructBlock):
    """A picture, what is to be seen on it, and whose it is."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what is to be seen"), max_length=200, help_text=_("For people who do not see the picture.")
    )
    credit = blocks.CharBlock(label=_("whose picture, and under which terms"), max_length=150)

    class Meta:
        label = _("picture")
        icon = "image"


class VideoBlock(blocks.StructBlock):
    """A video that somebody else hosts. The page leads there; nothing of theirs is loaded before."""

    title = blocks.CharBlock(label=pgettext_lazy("publication", "title"), max_length=100)
    provider = blocks.CharBlock(label=_("provider"), max_length=60)
    url = blocks.URLBlock(label=_("address of the video"))
    minutes = blocks.IntegerBlock(label=_("length in minutes"), min_value=1, required=False)
    summary = blocks.CharBlock(label=_("what it shows"), max_length=200, required=False)

    class Meta:
        label = _("video")
        icon = "media"


class WorkBlock(blocks.StructBlock):
    """A case of which only the title and the organization are known."""

    title = blocks.CharBlock(label=pgettext_lazy("publication", "title"), max_length=120)
    organization = blocks.ChoiceBlock(label=_("organization"), choices=lazy(_organizations, list), required=False)

    class Meta:
        label = _("case by its title")


class WorksBlock(blocks.StructBlock):
    """Cases of another booklet, by title and organization."""

    heading = blocks.CharBlock(label=_("heading"), max_length=60)
    works = blocks.ListBlock(WorkBlock(), label=_("cases"), min_num=1)

    class Meta:
        label = _("list of cases by their titles")
        icon = "list-ul"


STORY: list[tuple[str, blocks.Block]] = [
    ("part", PartBlock()),
    ("figures", FiguresBlock()),
    ("quote", QuoteBlock()),
    ("interview", InterviewBlock()),
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("works", WorksBlock()),
]


def part_of(stream: Any, kind: Part) -> str:
    """Return the markup of the parts of one kind, in their order; nothing of the stream is looked up."""
    parts = (raw["value"] for raw in stream.raw_data if raw["type"] == "part")
    return "".join(value["text"] for value in parts if value["kind"] == kind)


# --- on the page -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A block of the story, ready to be drawn: what it is, its own value, and what was looked up for it.

    ``works`` are (title, name and address of the organization).
    """

    kind: str
    value: Any = None
    heading: str = ""
    charts: Sequence[Any] = ()
    rendition: Any = None
    works: Sequence[tuple[str, str, str]] = ()


def ready(block: Any, charts: Sequence[Any] = (), organizations: Mapping[str, tuple[str, str]] | None = None) -> Block:
    """Return a block of a stream for its template; ``organizations`` are (name, address) by short name."""
    kind, value = block.block_type, block.value
    if kind == "part":
        part = Part(value["kind"])
        return Block(kind, value, value["heading"] if part == Part.OTHER else str(part.label))
    if kind == "figures":
        return Block(kind, value, charts=charts)
    if kind == "picture":
        return Block(kind, value, rendition=value["image"].get_rendition("width-960") if value["image"] else None)
    if kind == "works":
        known = organizations or {}
        works = [(work["title"], *known.get(work["organization"], ("", ""))) for work in value["works"]]
        return Block(kind, value, value["heading"], works=works)
    return Block(kind, value)
