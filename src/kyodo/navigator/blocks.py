"""Blocks of which guides are made. Each is drawn by one template in ``navigator/blocks/``."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from kyodo.commons.places.public import Desk

#: What editors may use inside a text: nothing that a screen reader or a printer cannot carry.
RICH_TEXT = ["h3", "h4", "bold", "ol", "ul", "link", "hr"]

#: The size in which a guide shows a picture: sharp on a phone and on half of an A4 page.
PICTURE_SIZE = "max-1400x1400"


def _desks() -> list[tuple[str, str]]:
    return list(Desk.objects.values_list("slug", "name"))


class HeadingBlock(blocks.StructBlock):
    """A heading inside a guide; level 2 or 3, so that the order of headings stays right."""

    text = blocks.CharBlock(label=_("heading"), max_length=100)
    level = blocks.ChoiceBlock(
        label=_("level"), choices=[("2", _("section")), ("3", _("part of a section"))], default="2"
    )

    class Meta:
        label = _("heading")
        icon = "title"


class StepBlock(blocks.StructBlock):
    """One step: what to do, and how."""

    title = blocks.CharBlock(label=_("what to do"), max_length=80)
    text = blocks.RichTextBlock(label=_("how"), features=["bold", "ul", "link"], required=False)

    class Meta:
        label = pgettext_lazy("block", "step")


class StepsBlock(blocks.StructBlock):
    """Steps in their order."""

    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=1)

    class Meta:
        label = _("steps")
        icon = "list-ol"


class DeskBlock(blocks.StructBlock):
    """Whom to ask: a desk with its phone, read from the desk's own entry."""

    desk = blocks.ChoiceBlock(label=_("desk"), choices=lazy(_desks, list))
    about = blocks.CharBlock(label=_("what to ask there"), max_length=120, required=False)

    class Meta:
        label = _("desk to ask")
        icon = "user"


class NoteBlock(blocks.StructBlock):
    """Something to keep in mind."""

    tone = blocks.ChoiceBlock(
        label=_("kind of note"),
        choices=[("info", pgettext_lazy("note", "good to know")), ("warning", pgettext_lazy("note", "take care"))],
        default="info",
    )
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "ul", "link"])

    class Meta:
        label = pgettext_lazy("block", "note")
        icon = "help"


class TableBlock(blocks.StructBlock):
    """A small table, typed as lines: one line a row, cells divided by ``|``; the first line is the heading."""

    caption = blocks.CharBlock(label=_("caption"), max_length=100)
    lines = blocks.TextBlock(
        label=_("rows"), help_text=_("one line a row, cells divided by |, the first line is the heading")
    )

    class Meta:
        label = pgettext_lazy("block", "table")
        icon = "table"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody else, with where they stand."""

    text = blocks.TextBlock(label=_("quotation"))
    origin = blocks.CharBlock(label=pgettext_lazy("quotation", "from"), max_length=150, required=False)

    class Meta:
        label = _("quotation")
        icon = "openquote"


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows in words, so that nobody misses anything who cannot see it."""

    picture = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=pgettext_lazy("picture", "what it shows"),
        max_length=200,
        help_text=_("Read aloud instead of the picture. Write what a reader needs to know of it."),
    )
    caption = blocks.CharBlock(label=pgettext_lazy("picture", "caption"), max_length=150, required=False)
    credit = blocks.CharBlock(label=_("who made it"), max_length=100, required=False)

    class Meta:
        label = _("picture")
        icon = "image"

    def clean(self, value: Any) -> Any:
        """Check what was typed, and make the size that is shown now: no reader's visit has to write it."""
        cleaned = super().clean(value)
        cleaned["picture"].get_rendition(PICTURE_SIZE)
        return cleaned


class PartBlock(blocks.StructBlock):
    """One of the kinds of support within a programme."""

    name = blocks.CharBlock(label=pgettext_lazy("programme", "name"), max_length=100)
    ceiling_yen = blocks.IntegerBlock(label=_("ceiling in yen"), required=False, min_value=0)
    rate = blocks.CharBlock(label=_("rate in words"), max_length=100, required=False)
    note = blocks.TextBlock(label=_("conditions and notes"), required=False)

    class Meta:
        label = _("kind of support")


def table_rows(lines: str) -> list[list[str]]:
    """Return the rows of a typed table; every row is as long as the first one."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines.splitlines() if line.strip()
    ]
    width = len(rows[0]) if rows else 0
    return [(row + [""] * width)[:width] for row in rows]


GUIDE: list[tuple[str, blocks.Block]] = [
    ("heading", HeadingBlock()),
    ("paragraph", blocks.RichTextBlock(label=_("text"), features=["bold", "ol", "ul", "link"], icon="pilcrow")),
    ("steps", StepsBlock()),
    ("desk", DeskBlock()),
    ("note", NoteBlock()),
    ("table", TableBlock()),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
]
PARTS: list[tuple[str, blocks.Block]] = [("part", PartBlock())]
