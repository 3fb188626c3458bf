"""When they work together: the joint work, its partners, its first tie, and the trail that leads there."""

from django.db import transaction

from kyodo.commons.asks.public import ReplyChannel
from kyodo.commons.collaborations.public import (
    Collaboration,
    Confirmation,
    Partner,
    PartnerDraft,
    TieDraft,
    TieKind,
    confirm_partner,
    move_collaboration,
    set_drawing,
    start_collaboration,
)
from kyodo.kernel.permissions import Who
from kyodo.kernel.trail.walk import came_from
from kyodo.matching.models import Introduction, Side
from kyodo.matching.queries.introductions import guest_name, side_of, whole
from kyodo.matching.states import Role
from kyodo.matching.steps.answers import move
from kyodo.matching.steps.moves import meet

#: By which channel a side said yes → how the partner counts as confirmed.
CONFIRMED: dict[str, Confirmation] = {
    ReplyChannel.WEB: Confirmation.WEB,
    ReplyChannel.LINE: Confirmation.WEB,
    ReplyChannel.MAIL: Confirmation.MAIL,
    ReplyChannel.PHONE: Confirmation.PHONE,
    ReplyChannel.COUNTER: Confirmation.COUNTER,
    ReplyChannel.FAX: Confirmation.PAPER,
    ReplyChannel.POST: Confirmation.PAPER,
}


@transaction.atomic
def form_collaboration(*, introduction: Introduction, by: Who, channel: str, title: str = "") -> Collaboration:
    """Let a joint work grow out of an introduction to which both said yes; it is in preparation and not public yet.

    Host and guest are its partners, confirmed by the way in which they said yes; whoever acted by mandate is
    one too. Raises ``Conflict`` unless both said yes, and when it was formed already.
    """
    held = whole(Introduction.objects.select_for_update(of=("self",))).get(pk=introduction.pk)
    work = _start(held, title, by, channel)
    moved = move(held, "form", by, channel, collaboration=work)
    _draw(moved, work, by, channel)
    came_from(work, moved)
    meet(moved, by, channel)
    return move_collaboration(collaboration=work, verb="prepare", by=by, channel=channel)


def _start(held: Introduction, title: str, by: Who, channel: str) -> Collaboration:
    thing = held.need or held.offer
    return start_collaboration(
        title=(title.strip() or (thing.title if thing else held.first_step))[:120],
        aim=_aim(held),
        fields=thing.fields.all() if thing else (),
        wards=thing.wards.all() if thing else (),
        is_demo=held.is_demo,
        by=by,
        channel=channel,
    )


def _aim(held: Introduction) -> str:
    """Return what both came together for: the need's plain words, else what the offer says."""
    return held.need.plain if held.need else held.offer.plain or held.offer.we_do if held.offer else ""


def _draw(held: Introduction, work: Collaboration, by: Who, channel: str) -> None:
    host, guest = side_of(held, Role.HOST), side_of(held, Role.GUEST)
    kind = held.guest.kind if held.guest else held.offer.kind if held.offer else ""
    partners = [
        PartnerDraft("host", held.host.kind, held.host, role="受け入れ"),
        PartnerDraft("guest", kind, held.guest, "" if held.guest else guest_name(held), role="協力"),
    ]
    confirmed = {"host": host, "guest": guest}
    ties = [TieDraft("guest", "host", TieKind.PEOPLE, held.first_step[:40])]
    middle = host.mandate.intermediary if host.mandate else None
    if middle and middle.pk not in (held.host_id, held.guest_id):
        partners.append(PartnerDraft("between", middle.kind, middle, role="間をつなぐ"))
        ties.append(TieDraft("between", "host", TieKind.INFORMATION, "申し出の取り次ぎ"))
        confirmed["between"] = host
    set_drawing(collaboration=work, partners=partners, ties=ties, version=work.version, by=by, channel=channel)
    for partner in Partner.objects.filter(collaboration=work, key__in=confirmed):
        way = _confirmation_of(confirmed[partner.key])
        confirm_partner(partner=partner, confirmation=way, by=by, channel=channel)


def _confirmation_of(side: Side) -> Confirmation:
    """Return how a side's yes came; a yes given with the offer came on the web."""
    return CONFIRMED.get(side.channel, Confirmation.WEB)
