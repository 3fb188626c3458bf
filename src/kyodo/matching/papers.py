"""The burden card on a sheet of A4, for the host to read at a table; in Japanese, without any contact."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kyodo.commons.places.public import frame_city
from kyodo.kernel.paper.press import pdf
from kyodo.matching.card import card_lines
from kyodo.matching.models import Offer
from kyodo.matching.queries.needs import who_words
from kyodo.matching.queries.offers import last_day
from kyodo.ui.words import jp_date

SHEET = "matching/paper/card.typ"


def card_pdf(offer: Offer, *, is_named: bool = True) -> bytes:
    """Return the burden card of an offer as a PDF; ``is_named`` for the two sides and the desk."""
    with override(settings.LANGUAGE_CODE):
        city = frame_city()
        contact = city.contact if city else None
        data = {
            "title": offer.title or pgettext("paper", "An offer being written"),
            "code": offer.code,
            "who": (offer.offerer if is_named else "") or who_words(offer),
            "lines": [{"label": label, "value": value} for label, value in card_lines(offer)],
            "plain": offer.plain,
            "until": jp_date(last_day(offer)),
            "is_demo": offer.is_demo,
            "desk": {"name": contact.name, "phone": contact.phone, "hours": contact.phone_hours} if contact else None,
            "words": {
                "heading": _("Burden card"),
                "no": _("You may say no. That is an answer too, and it costs you nothing."),
            },
        }
    return pdf(SHEET, data)


def card_file(offer: Offer, *, is_named: bool = True) -> HttpResponse:
    """Return the burden card as a file to open and print."""
    answer = HttpResponse(card_pdf(offer, is_named=is_named), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{offer.code}.pdf"'
    return answer
