"""What a letter may say. The contact of the other side is there in one letter only: that of the meeting."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from kyodo.commons.actors.public import address_of
from kyodo.commons.asks.public import accountable, last_day
from kyodo.commons.people.public import ContactKind, ContactPoint, Person
from kyodo.commons.places.public import Contact, frame_city
from kyodo.matching.models import Introduction, Letter, Offer, Side
from kyodo.matching.queries.introductions import guest_name, other_role, refused_hosts, side_of
from kyodo.matching.ranking import other_hosts
from kyodo.matching.states import LetterKind, Role

#: Both have said yes.
AGREED = ("accepted", "meeting", "formed")


@dataclass(frozen=True)
class OtherSide:
    """How one side reaches the other, once both said yes."""

    line: str
    name: str
    phone: str
    mail: str


@dataclass(frozen=True)
class OtherHost:
    """Somebody else who could be asked: a public entry and why."""

    name: str
    url: str
    reasons: str


def desk_contact() -> Contact | None:
    """Return the desk that signs a letter, as the city names it; one query."""
    city = frame_city()
    return city.contact if city else None


def other_side(introduction: Introduction, role: str) -> OtherSide | None:
    """Return how the side of ``role`` reaches the other one; None before both said yes. Three queries."""
    if introduction.state not in AGREED:
        return None
    other = side_of(introduction, other_role(role))
    answers = accountable([other])[other.pk]
    name = answers.person.name if answers.person else ""
    line = f"{other.seat.actor.name} {other.seat.title}" if other.seat else body_of(introduction, other)
    return OtherSide(line, name, answers.phone, answers.mail)


def body_of(introduction: Introduction, side: Side) -> str:
    """Return the body for which a side answers."""
    return introduction.host.name if side.role == Role.HOST else guest_name(introduction)


def may_name_host(introduction: Introduction) -> bool:
    """Say whether the offerer knows the host: it wished for it, was asked about it, or brings no offer of its own."""
    offer = introduction.offer
    was_asked = side_of(introduction, Role.GUEST).channel != "offer"
    return offer is None or offer.to_id == introduction.host_id or was_asked


def for_introduction(introduction: Introduction, role: str, kind: str) -> dict[str, Any]:
    """Return what a letter to one side of an introduction may say."""
    offer = introduction.offer
    tells_hosts = offer is not None and role == Role.GUEST and kind in (LetterKind.DECLINE, LetterKind.UNREACHED)
    side = side_of(introduction, role)
    return {
        "introduction": introduction, "offer": offer, "need": introduction.need, "role": role,
        "host": introduction.host.name, "guest": guest_name(introduction), "desk": desk_contact(),
        "title": subject_of(introduction), "names_host": may_name_host(introduction),
        "reason": introduction.decline_reason, "close_reason": introduction.close_reason, "by_mandate": side.mandate,
        "until": last_day(side.ask) if side.ask else None,
        "is_their_no": introduction.declined_by == role,
        "others": hosts_for_letter(offer) if tells_hosts and offer else [],
        "other": other_side(introduction, role) if kind == LetterKind.MEETING else None,
    }  # fmt: skip


def for_offer(offer: Offer, kind: str) -> dict[str, Any]:
    """Return what a letter to whoever wrote an offer may say, about no introduction."""
    return {
        "introduction": None, "offer": offer, "need": None, "role": Role.GUEST, "host": "", "guest": offer.offerer,
        "desk": desk_contact(), "title": offer.title, "names_host": False, "reason": "", "by_mandate": None,
        "close_reason": offer.close_reason, "until": None, "is_their_no": False, "other": None,
        "others": hosts_for_letter(offer) if kind == LetterKind.UNREACHED else [],
    }  # fmt: skip


def subject_of(introduction: Introduction) -> str:
    """Return in a few words what an introduction is about."""
    thing = introduction.offer or introduction.need
    return thing.title if thing else introduction.first_step


def hosts_for_letter(offer: Offer) -> list[OtherHost]:
    """Return up to three public hosts that were not asked yet, with a reason each."""
    return [
        OtherHost(found.actor.name, f"{settings.SITE_URL}{address_of(found.actor.slug)}", "、".join(found.reasons))
        for found in other_hosts(offer, but_not=tuple(refused_hosts(offer)))
        if found.actor
    ]


# --- to whom it goes -------------------------------------------------------------------------


@dataclass(frozen=True)
class Address:
    """The lines in an envelope's window."""

    postcode: str
    street: str
    body: str
    name: str


def address_on(letter: Letter, person: Person | None, points: tuple[ContactPoint, ...]) -> Address:
    """Return to whom a letter goes, as it stands in the window: 見本第一町内会 会長 見本太郎 様."""
    post = next((point for point in points if point.kind == ContactKind.POST), None)
    actor, title = (letter.seat.actor, letter.seat.title) if letter.seat else (None, "")
    holder = person.name if person else ""
    name = f"{title} {holder}".strip() or (letter.offer.offerer if letter.offer else "")
    street = post.value if post else actor.office_address if actor else ""
    return Address(post.postcode if post else "", street, actor.name if actor else "", f"{name} 様")


def known_readings(letter: Letter, person: Person | None) -> dict[str, str]:
    """Return readings that people gave, by what is written: of the bodies and of the addressee."""
    actors = [letter.seat.actor] if letter.seat else []
    if letter.introduction:
        actors += [a for a in (letter.introduction.host, letter.introduction.guest) if a]
    if letter.offer and letter.offer.actor:
        actors.append(letter.offer.actor)
    known = {actor.name: actor.name_reading for actor in actors if actor.name_reading}
    if person and person.name_reading:
        known |= dict(zip(person.name.split(), person.name_reading.split(), strict=False))
    return known
