"""A drawing on the narrowest phone: its letters stay legible, and what is wider is moved by hand and by keyboard."""

from typing import Any

from kyodo.commons.actors.models import ActorKind
from kyodo.commons.collaborations.models import TieKind
from tests.factories.collaborations import a_collaboration, a_partner, a_tie

SMALLEST = """() => Math.min(...[...document.querySelectorAll('svg.diagram text')]
    .filter(t => t.getClientRects().length)
    .map(t => parseFloat(getComputedStyle(t).fontSize)
        * t.ownerSVGElement.getBoundingClientRect().width
        / t.ownerSVGElement.viewBox.baseVal.width))"""


def a_large_one() -> str:
    """Make a joint work of 12 partners and 24 ties; return its address."""
    work = a_collaboration("八木山の空き家をみんなの居場所にする取り組み")
    kinds = list(ActorKind.values)
    partners = [a_partner(work, f"見本まちづくり協議会{n}", kind=kinds[n % len(kinds)]) for n in range(12)]
    for n in range(24):
        other = (n + 1 + n // 12 * 3) % 12
        a_tie(partners[n % 12], partners[other], list(TieKind.values)[n % 6], "活動の場所と人手の提供")
    return f"/collaborations/{work.slug}/"


def test_no_letter_is_smaller_than_twelve_pixels(new_page: Any, live: str) -> None:
    address = a_large_one()
    for width in (320, 390, 768, 1280):
        page = new_page(base_url=live, viewport={"width": width, "height": 800})
        page.goto(address)
        assert page.evaluate(SMALLEST) >= 11.99
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_wider_than_the_phone_is_moved_by_keyboard(new_page: Any, live: str) -> None:
    page = new_page(base_url=live, viewport={"width": 320, "height": 800})
    page.goto(a_large_one())
    room = page.get_by_role("region", name="関係図。横に動かせます")
    room.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.diagram-room').scrollLeft > 0")
