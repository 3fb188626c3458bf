"""LINE: pushing a notice to somebody who connected, and answering what somebody sent us.

https://developers.line.biz/en/reference/messaging-api/ is what this follows. A push carries a
retry key that belongs to the notice, so however often it is tried LINE takes it once (for a day
from the first attempt) and answers 409 to every copy. A reply is free and its token works once.
Only the worker calls LINE; what comes from there is checked by :func:`is_signed`.
"""

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.crypto import constant_time_compare

from kyodo.kernel.notices import quota
from kyodo.kernel.notices.cards import Button, Card
from kyodo.kernel.notices.channels import Handed, Outcome
from kyodo.kernel.notices.journal import ACCEPTED, HANDING, REFUSED, Journal
from kyodo.kernel.notices.models import Notice

PUSH, REPLY = "line", "line_reply"
#: Limits of the Messaging API.
MOST_MESSAGES, LONGEST_TEXT, LONGEST_ALT, LONGEST_LABEL, LONGEST_PART = 5, 5000, 400, 20, 2000
PATIENCE = 15


def is_on() -> bool:
    """Say whether this site has a LINE account of its own."""
    return bool(settings.LINE_TOKEN)


def account() -> str:
    """Return the account's name as people look for it in LINE."""
    return str(settings.LINE_ID)


def signature_of(body: bytes) -> str:
    """Return the signature that LINE gives to the body of a request."""
    return base64.b64encode(hmac.new(settings.LINE_SECRET.encode(), body, hashlib.sha256).digest()).decode()


def is_signed(body: bytes, signature: str) -> bool:
    """Say whether the body of a request comes from LINE."""
    return is_on() and constant_time_compare(signature, signature_of(body))


# --- what is sent ----------------------------------------------------------------------------


def cut(text: str, most: int) -> str:
    """Return a text of at most so many UTF-16 units, as LINE counts, with … where something is missing."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"


def messages_of(notice: Notice) -> list[dict[str, Any]]:
    """Return the messages of a notice: a bubble for each card, or one text."""
    if 1 <= len(notice.cards) <= MOST_MESSAGES:
        return [_flex(card) for card in notice.cards]
    return [{"type": "text", "text": cut(notice.body.strip(), LONGEST_TEXT)}]


def _flex(card: Card) -> dict[str, Any]:
    words = [{"type": "text", "text": cut(card["title"], LONGEST_PART), "weight": "bold", "size": "xl", "wrap": True}]
    if card["text"]:
        words.append({"type": "text", "text": cut(card["text"], LONGEST_PART), "size": "lg", "wrap": True})
    bubble: dict[str, Any] = {
        "type": "bubble", "body": {"type": "box", "layout": "vertical", "spacing": "lg", "contents": words},
    }  # fmt: skip
    if card["buttons"]:
        buttons = [_button(button) for button in card["buttons"]]
        bubble["footer"] = {"type": "box", "layout": "vertical", "spacing": "md", "contents": buttons}
    return {"type": "flex", "altText": cut(card["title"], LONGEST_ALT), "contents": bubble}


def _button(button: Button) -> dict[str, Any]:
    label = cut(button["label"], LONGEST_LABEL)
    if "url" in button:
        return {"type": "button", "style": "link", "action": {"type": "uri", "label": label, "uri": button["url"]}}
    action = {"type": "postback", "label": label, "data": button["data"], "displayText": button["said"]}
    return {"type": "button", "style": "secondary", "adjustMode": "shrink-to-fit", "action": action}


# --- the way there ---------------------------------------------------------------------------


class _Nowhere(HTTPRedirectHandler):
    """The token goes to LINE and nowhere else, so nothing that sends us on is followed."""

    def redirect_request(self, *told: Any) -> None:
        return None


_opener = build_opener(_Nowhere)


def _post(path: str, payload: Mapping[str, Any], headers: Mapping[str, str]) -> tuple[int, str]:
    """Return LINE's answer. Raises ``URLError`` when nothing was handed over, another ``OSError`` in doubt."""
    request = Request(  # noqa: S310  (the address is the operator's own setting)
        f"{settings.LINE_API}/v2/bot/message/{path}", json.dumps(payload).encode("ascii"), method="POST",
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {settings.LINE_TOKEN}", **headers},
    )  # fmt: skip
    try:
        with _opener.open(request, timeout=PATIENCE) as answer:
            return answer.status, ""
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read(2000).decode("utf-8", "replace")


def _outcome(status: int, said: str) -> Outcome:
    """Return what an answer means, as LINE's guide on repeating requests says."""
    if status in (200, 409):
        return Outcome.ACCEPTED
    if status == 429:
        return Outcome.ELSEWHERE if "monthly limit" in said else Outcome.LATER
    if status in (401, 403):
        return Outcome.DOWN  # our token, not this notice
    return Outcome.UNKNOWN if status >= 500 else Outcome.NEVER


def _told(said: str) -> str:
    try:
        return str(json.loads(said)["message"])
    except (ValueError, KeyError, TypeError):
        return ""


def _hand_over(
    path: str, payload: Mapping[str, Any], notice: Notice, journal: Journal, headers: Mapping[str, str]
) -> Handed:
    journal.write(HANDING, notice.attempt)
    try:
        status, said = _post(path, payload, headers)
    except URLError as error:
        journal.write(REFUSED, notice.attempt)
        return Handed(Outcome.DOWN, type(error.reason).__name__)
    except (OSError, ValueError) as error:
        return Handed(Outcome.UNKNOWN, type(error).__name__)
    outcome = _outcome(status, said)
    if outcome is not Outcome.UNKNOWN:
        journal.write(ACCEPTED if outcome is Outcome.ACCEPTED else REFUSED, notice.attempt)
    return Handed(outcome, f"{status} {_told(said)}".strip())


class LineChannel:
    """Messages to people who connected their LINE; ``address`` is the person's id for our account.

    Each counts against the month's quota. Where LINE is off or the quota is spent, the notice
    goes its other way.
    """

    key = PUSH
    label = "LINE"

    def hand_over(self, notice: Notice, journal: Journal) -> Handed:
        """Push one notice."""
        if not is_on():
            return Handed(Outcome.ELSEWHERE, "KYODO_LINE_TOKEN is not set")
        if not quota.take(notice):
            return Handed(Outcome.ELSEWHERE, "the quota of the month is spent")
        payload = {"to": notice.address, "messages": messages_of(notice)}
        handed = _hand_over("push", payload, notice, journal, {"X-Line-Retry-Key": str(uuid.UUID(hex=notice.token))})
        if handed.outcome not in (Outcome.ACCEPTED, Outcome.UNKNOWN) and not notice.was_in_doubt:
            quota.give_back(notice)
        return handed

    def close(self) -> None:
        """There is no connection to let go."""


class LineReplyChannel:
    """Answers to what somebody sent us; ``address`` is the token that came with it. They cost nothing."""

    key = REPLY
    label = "LINE"

    def hand_over(self, notice: Notice, journal: Journal) -> Handed:
        """Answer once; a token that is used or too old is no one's fault and nothing to repeat."""
        if not is_on():
            return Handed(Outcome.NEVER, "KYODO_LINE_TOKEN is not set")
        payload = {"replyToken": notice.address, "messages": messages_of(notice)}
        return _hand_over("reply", payload, notice, journal, {})

    def close(self) -> None:
        """There is no connection to let go."""
