"""Needs and offers, told and sent by the actions that people use."""

from datetime import date
from typing import Any

from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.needs import ready_need, rewrite_need, show_need, tell_need
from kyodo.matching.actions.offers import begin_offer, save_draft, save_writer, send_offer, show_offer
from kyodo.matching.models import Need, Offer
from tests.factories.actors import an_actor

BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}
PLAIN: dict[str, Any] = {
    "title": "花だんの草取り", "plain": "月に一度、公園の草取りを手伝う方を探しています。",
    "first_step": "公園を一緒に歩く", "first_minutes": 30,
}  # fmt: skip
#: A whole burden card.
CARD: dict[str, Any] = {
    "title": "花だんの植えかえを手伝います", "we_do": "学生6人がうかがいます。", "host_hours": 6,
    "paperwork": "offerer", "insurance": "offerer", "cost": "both", "first_step": "公園を見る", "first_minutes": 30,
    "starts_on": date(2027, 4, 1), "ends_on": date(2027, 9, 30), "follows": "次の学年が引き継ぎます。", "minors": False,
}  # fmt: skip
WRITER: dict[str, Any] = {
    "name": "田中 まなぶ", "mail": "manabu@example.jp", "phone": "", "passes_contact": True,
    "body": "片平大学", "kind": "educational_institution",
}  # fmt: skip


def a_need(told: str = "草取りの手が足りません", **values: Any) -> Need:
    """Tell a need of an association."""
    values.setdefault("actor", None if "seat" in values else an_actor("片平町内会", "community_organization"))
    return tell_need(told=told, **{**BY, **values})


def an_open_need(title: str = PLAIN["title"], *, is_public: bool = True, **values: Any) -> Need:
    """Tell a need, put it into plain words and look for somebody; public unless said otherwise."""
    more = {name: values.pop(name) for name in ("wards", "fields", "months") if name in values}
    need = a_need(may_show=is_public, **values)
    need = rewrite_need(need=need, **more, **{**PLAIN, "title": title}, **BY)
    need = ready_need(need=need, **BY)
    return show_need(need=need, **BY) if is_public else need


def a_draft(**values: Any) -> Offer:
    """Begin an offer with its whole card and its writer; it can be sent as it is."""
    begun = {name: values.pop(name) for name in ("to", "need", "actor", "is_demo") if name in values}
    contact = {name: values.pop(name, WRITER[name]) for name in WRITER}
    offer = begin_offer(**begun, **BY)
    offer = save_writer(offer=offer, **contact, **BY)
    return save_draft(offer=offer, **{**CARD, **values}, **BY)


def an_offer(**values: Any) -> Offer:
    """Send an offer with its whole card."""
    return send_offer(offer=a_draft(**values), **BY)


def a_shown_offer(title: str = CARD["title"], **values: Any) -> Offer:
    """Send an offer and show it to everybody."""
    return show_offer(offer=an_offer(title=title, may_show=True, **values), **BY)
