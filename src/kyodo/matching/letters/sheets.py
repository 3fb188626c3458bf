"""A letter as a sheet of A4: the address in the window of a 長形3号 envelope, the text, the desk that signs."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from kyodo.commons.asks.public import accountable
from kyodo.kernel.paper.press import pdf
from kyodo.kernel.text.postcode import postcode_text
from kyodo.matching.letters.contexts import address_on, desk_contact, known_readings
from kyodo.matching.letters.wording import with_readings
from kyodo.matching.models import Letter
from kyodo.ui.words import jp_date

SHEET = "matching/paper/letter.typ"


def letter_data(letter: Letter) -> dict[str, Any]:
    """Return what the sheet of a letter holds."""
    with override(settings.LANGUAGE_CODE):
        answers, desk = accountable([letter])[letter.pk], desk_contact()
        address = address_on(letter, answers.person, answers.points)
        known = known_readings(letter, answers.person) if letter.is_easy else {}
        return {
            "title": letter.subject, "is_easy": letter.is_easy, "day": jp_date(letter.at, "era"),
            "address": {
                "postcode": postcode_text(address.postcode) if address.postcode else "", "street": address.street,
                "body": address.body, "name": address.name,
            },
            "heading": with_readings(letter.subject, known)[0][0] if letter.is_easy else [[letter.subject, ""]],
            "paragraphs": with_readings(letter.body, known) if letter.is_easy else plain(letter.body),
            "desk": {
                "name": desk.name, "phone": desk.phone, "hours": desk.phone_hours, "fax": desk.fax, "mail": desk.mail,
            } if desk else None,
            "is_demo": any(thing.is_demo for thing in (letter.introduction, letter.offer) if thing),
        }  # fmt: skip


def plain(text: str) -> list[list[list[tuple[str, str]]]]:
    """Return a text as paragraphs of lines, without readings."""
    return [[[(line, "")] for line in part.split("\n")] for part in text.strip().split("\n\n")]


def letter_pdf(letter: Letter) -> bytes:
    """Return a letter as PDF."""
    return pdf(SHEET, letter_data(letter))
