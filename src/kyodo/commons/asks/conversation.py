"""What people say to us by LINE, and what we answer. What strangers write is answered and not kept.

An event is dealt with once: its id is written down in the same transaction as what it leads to, so a
second telling of it finds it done, and one that failed is told again.
"""

import re
import unicodedata
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from kyodo.commons.asks import guesses, letters
from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.codes import LENGTH, read_code, read_data
from kyodo.commons.asks.models import Ask, LineEvent
from kyodo.commons.asks.queries import CORRECTED_WITHIN, accountable, address_of, by_code
from kyodo.commons.asks.states import ReplyChannel
from kyodo.commons.people.actions import connect_line, disconnect_line, use_connect_code
from kyodo.commons.people.models import ContactKind, ContactPoint
from kyodo.commons.places.city import frame_city
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import send
from kyodo.kernel.notices.cards import Card
from kyodo.kernel.notices.line import REPLY
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.permissions import NOBODY

SAID = "asks.line_said"
#: Every write that a message leads to was made by whoever holds that LINE; no account is needed.
BY: dict[str, Any] = {"by": NOBODY, "channel": "line"}
_LINE_ID = re.compile("U[0-9a-f]{32}")
_DIGITS = re.compile("[0-9]{8}")
#: LINE tells an event again for some days at the most.
KEPT = timedelta(days=30)
#: What ends the connection as blocking does.
_ENOUGH = ("やめる", "停止", "解除")


class Event:
    """One event as LINE tells it; whatever is missing or odd in it is empty."""

    def __init__(self, told: Any):
        self.told = told if isinstance(told, dict) else {}
        self.id = self._text("webhookEventId")
        self.kind = self._text("type")
        self.reply_token = self._text("replyToken")
        self.line_id = self._text("source", "userId")

    def _text(self, *path: str) -> str:
        found: Any = self.told
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        return found if isinstance(found, str) and len(found) <= 5000 else ""

    @property
    def is_for_us(self) -> bool:
        """Whether one person said something to us alone."""
        is_alone = self._text("source", "type") == "user" and bool(_LINE_ID.fullmatch(self.line_id))
        return is_alone and 0 < len(self.id) <= 64 and self._text("mode") != "standby"

    @property
    def text(self) -> str:
        """What was written, as plain as a code is typed; empty for a picture or a sticker."""
        return unicodedata.normalize("NFKC", self._text("message", "text")).strip()

    @property
    def data(self) -> str:
        """What the button that was pressed sends back."""
        return self._text("postback", "data")


@transaction.atomic
def hear(told: Any) -> bool:
    """Deal with one event, once; returns whether it was this call that did."""
    event = Event(told)
    dealt_with = {"follow": _followed, "unfollow": _left, "message": _written, "postback": _pressed}.get(event.kind)
    if not event.is_for_us or dealt_with is None:
        return False
    try:
        with transaction.atomic():
            LineEvent.objects.create(event_id=event.id)
    except IntegrityError:
        return False
    with override(settings.LANGUAGE_CODE):
        dealt_with(event)
    return True


def _say(event: Event, template: str, cards: tuple[Card, ...] = (), **words: Any) -> None:
    """Answer an event by its reply token, which costs nothing."""
    if not event.reply_token:
        return
    city = frame_city()
    send(
        key=f"line:{event.id}", kind=SAID, channel=REPLY, address=event.reply_token, urgency=Urgency.NOW,
        recipient=f"line:{salted_hmac('kyodo.asks.said', event.line_id, algorithm='sha256').hexdigest()[:20]}",
        template=f"asks/notices/line_{template}.txt", cards=cards,
        context={"contact": city.contact if city else None, "site": settings.SITE_URL, **words},
    )  # fmt: skip


def _is_connected(event: Event) -> bool:
    return ContactPoint.objects.filter(kind=ContactKind.LINE, value=event.line_id).exists()


def _followed(event: Event) -> None:
    _say(event, "hello", is_connected=_is_connected(event))


def _left(event: Event) -> None:
    disconnect_line(value=event.line_id, **BY)


def _written(event: Event) -> None:
    """A code connects, 「やめる」 ends it; anything else gets the phone number, a few times an hour."""
    if event.text in _ENOUGH and disconnect_line(value=event.line_id, **BY):
        _say(event, "ended")
        return
    whence = f"line:{event.line_id}"
    if guesses.is_too_many(whence, guesses.MOST_BY_LINE):
        return
    try:
        is_code = _by_digits(event) or _by_letters(event)
    except Conflict as told:
        _say(event, "sorry", words=told.message)
        return
    if not is_code:
        guesses.count(whence)
        _say(event, "no_code", is_connected=_is_connected(event))


def _by_digits(event: Event) -> bool:
    """Connect by the eight digits of my page or of the desk; returns whether they held."""
    digits = re.sub(r"[\s-]", "", event.text)
    if not _DIGITS.fullmatch(digits):
        return False
    point = use_connect_code(code=digits, value=event.line_id, **BY)
    if point is None:
        return False
    _say(event, "connected", seats=_seats(point))
    return True


def _seats(point: ContactPoint) -> list[Any]:
    """Return the offices that the person holds today, so that a mistake is seen at once."""
    today = timezone.localdate()
    held = point.person.holdings.filter(since__lte=today).exclude(until__lte=today)
    return [holding.seat for holding in held.select_related("seat__actor").order_by("pk")]


def _by_letters(event: Event) -> bool:
    """Connect by the letters of a slip and show its question; returns whether there is one."""
    letters_typed = read_code(event.text)
    is_whole = len(letters_typed) == LENGTH and len(re.sub(r"[\s-]", "", event.text)) == LENGTH
    ask = by_code(letters_typed, timezone.now()) if is_whole else None
    person = accountable([ask])[ask.pk].person if ask else None
    if ask is None or person is None:
        return False
    connect_line(person=person, value=event.line_id, **BY)
    told = _("From now on questions come to this LINE. To end this, send 「やめる」.")
    welcome: Card = {"title": _("Your LINE is connected"), "text": told, "buttons": []}
    _say(event, "connected", (welcome, letters.card_of(ask, event.line_id)), seats=[ask.seat] if ask.seat else [])
    return True


def _pressed(event: Event) -> None:
    """Write down an answer and read it back; the buttons belong to one LINE and to whoever answers today."""
    pressed = read_data(event.data, event.line_id)
    ask = Ask.objects.filter(code=pressed[0]).select_related("seat__actor", "person").first() if pressed else None
    if pressed is None or ask is None:
        _say(event, "no_code", is_connected=_is_connected(event))
        return
    if event.line_id not in [point.value for point in accountable([ask])[ask.pk].points]:
        _say(event, "not_yours", ask=ask)
        return
    try:
        choice = ask.choices.get(number=pressed[1])
        reply = answer(ask=ask, choice=choice, by=NOBODY, channel=ReplyChannel.LINE)
    except (Conflict, Unusable) as told:
        _say(event, "sorry", words=told.message)
        return
    until = reply.at + CORRECTED_WITHIN
    _say(event, "recorded", ask=ask, reply=reply, until=until, url=f"{settings.SITE_URL}{address_of(ask)}")


def forget() -> str:
    """Delete ids of events that LINE will not tell again; returns how many."""
    deleted, _by_kind = LineEvent.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return f"{deleted} events"
