"""Blocks of which an article is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from kyodo.center.newsletters.states import PictureConsent

#: What writers may use inside a text: nothing that a screen reader or a printer cannot carry.
RICH_TEXT = ["bold", "ol", "ul", "link"]
#: Events that a list shows unless it says otherwise.
EVENTS = 8


class HeadingBlock(blocks.StructBlock):
    """A heading within the article."""

    text = blocks.CharBlock(label=_("heading"), max_length=60)

    class Meta:
        label = _("heading")
        icon = "title"


class TextBlock(blocks.StructBlock):
    """Paragraphs."""

    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT)

    class Meta:
        label = _("text")
        icon = "pilcrow"


class PictureBlock(blocks.StructBlock):
    """A picture, what is to be seen on it, and whether those who are to be seen agreed.

    A draft may lack the last two; no issue is checked before they are there.
    """

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what is to be seen"), max_length=200, required=False,
        help_text=_("For people who do not see the picture."),
    )  # fmt: skip
    caption = blocks.CharBlock(label=pgettext_lazy("newsletter", "caption"), max_length=120, required=False)
    credit = blocks.CharBlock(label=_("whose picture"), max_length=80, required=False)
    consent = blocks.ChoiceBlock(
        label=_("those who are to be seen"), choices=PictureConsent.choices, required=False, default=""
    )
    consent_note = blocks.CharBlock(
        label=_("when and how they agreed"), max_length=150, required=False, help_text=_("For the desk; never shown.")
    )

    class Meta:
        label = _("picture")
        icon = "image"


class EventsBlock(blocks.StructBlock):
    """The events of some days, as they stand in the list of events."""

    heading = blocks.CharBlock(label=_("heading"), max_length=60, required=False)
    since = blocks.DateBlock(label=_("first day"))
    until = blocks.DateBlock(label=_("last day"))
    most = blocks.IntegerBlock(label=_("at most"), min_value=1, max_value=30, default=EVENTS)

    class Meta:
        label = _("list of events")
        icon = "date"


class NewsBlock(blocks.StructBlock):
    """A box with a piece of news."""

    heading = blocks.CharBlock(label=_("heading"), max_length=60)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT)

    class Meta:
        label = pgettext_lazy("newsletter", "box of news")
        icon = "info-circle"


class ContactBlock(blocks.StructBlock):
    """Whom to ask: an office, never a private person."""

    name = blocks.CharBlock(label=_("whom to ask"), max_length=80)
    phone = blocks.CharBlock(label=_("phone"), max_length=40, required=False)
    fax = blocks.CharBlock(label=_("fax"), max_length=40, required=False)
    mail = blocks.EmailBlock(label=_("mail address"), required=False)
    url = blocks.URLBlock(label=_("web site"), required=False)

    class Meta:
        label = pgettext_lazy("newsletter", "contact")
        icon = "mail"


STORY: list[tuple[str, blocks.Block]] = [
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("picture", PictureBlock()),
    ("events", EventsBlock()),
    ("news", NewsBlock()),
    ("contact", ContactBlock()),
]


@dataclass(frozen=True)
class EventLine:
    """An event in a list: when, what and where."""

    when: str
    title: str
    place: str
    href: str
    is_cancelled: bool


#: What looks up the events of some days: (first day, last day, at most).
ReadEvents = Callable[[date, date, int], Sequence[EventLine]]


@dataclass(frozen=True)
class Block:
    """A block of an article, ready to be drawn: what it is, its own value, and what was looked up for it."""

    kind: str
    value: Any
    rendition: Any = None
    events: Sequence[EventLine] = ()


def ready(block: Any, events: ReadEvents | None = None) -> Block:
    """Return a block of a stream for its template; without ``events`` a list of events stays empty."""
    kind, value = block.block_type, block.value
    if kind == "picture" and value["image"]:
        return Block(kind, value, rendition=value["image"].get_rendition("width-960"))
    if kind == "events" and events and value["since"] and value["until"]:
        return Block(kind, value, events=events(value["since"], value["until"], value["most"] or EVENTS))
    return Block(kind, value)
