"""What an entry is told by mail: the receipt, and what came of the draw."""

from django.conf import settings

from kyodo.center.bookings.models import Entry
from kyodo.commons.people.public import mail_of
from kyodo.kernel.notices.actions import send

ENTERED, RESULT = "bookings.entered", "bookings.drawn"


def tell_entered(entry: Entry) -> None:
    """Write the receipt of an entry; the same entry entered again is told again."""
    _tell(entry, ENTERED, "lottery_entered", f"entry:{entry.pk}:entered:{entry.changed_at.timestamp():.0f}")


def tell_result(entry: Entry) -> None:
    """Write what came of the draw, won or not."""
    _tell(entry, RESULT, "lottery_result", f"entry:{entry.pk}:result")


def _tell(entry: Entry, kind: str, name: str, key: str) -> None:
    person = entry.person or entry.party.contact
    address = mail_of(person) if person and not entry.round.is_demo else ""
    if not person or not address:
        return
    url = settings.SITE_URL + entry.get_absolute_url()
    send(
        key=key, kind=kind, recipient=f"person:{person.pk}", address=address, template=f"bookings/notices/{name}.txt",
        about=entry, context={"entry": entry, "round": entry.round, "url": url},
    )  # fmt: skip
