"""Writes about joint works: each is one transaction with its audit row and its search document."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Field, new_slug
from kyodo.commons.collaborations.documents import keep_found
from kyodo.commons.collaborations.drafts import PartnerDraft, TieDraft
from kyodo.commons.collaborations.ended import AFTER_END
from kyodo.commons.collaborations.models import Collaboration, Event, Partner, Span, Tie, YearFigure
from kyodo.commons.collaborations.states import COLLABORATION, OVER, Confirmation
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import Ward
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who

FACTS = ("title", "title_reading", "aim")


# --- the joint work --------------------------------------------------------------------------


@transaction.atomic
def start_collaboration(
    *,
    title: str,
    by: Who,
    channel: str,
    title_reading: str = "",
    aim: str = "",
    fields: Iterable[Field] = (),
    wards: Iterable[Ward] = (),
    is_demo: bool = False,
) -> Collaboration:
    """Write a new joint work, an idea that is not public yet."""
    collaboration = Collaboration.objects.create(
        slug=new_slug(), title=title, title_reading=title_reading, aim=aim, is_demo=is_demo
    )
    collaboration.fields.set(fields)
    collaboration.wards.set(wards)
    record(verb="start", thing=collaboration, by=by, channel=channel)
    return collaboration


@transaction.atomic
def edit_collaboration(
    *,
    collaboration: Collaboration,
    by: Who,
    channel: str,
    fields: Iterable[Field] | None = None,
    wards: Iterable[Ward] | None = None,
    seen_at: datetime | None = None,
    **facts: str,
) -> Collaboration:
    """Change what a joint work is; the audit names the columns, never their content.

    ``seen_at`` is ``changed_at`` as the writer read it: raises ``Conflict`` when somebody else
    changed it since.
    """
    row = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_seen(row, seen_at)
    changed = {key: value for key, value in facts.items() if key in FACTS and getattr(row, key) != value}
    for key, value in changed.items():
        setattr(row, key, value)
    row.save(update_fields=[*changed, "changed_at"])
    for name, things in (("fields", fields), ("wards", wards)):
        if things is not None:
            getattr(row, name).set(things)
    sets = [name for name, things in (("fields", fields), ("wards", wards)) if things is not None]
    record(verb="edit", thing=row, by=by, channel=channel, facts={"fields": sorted([*changed, *sets])})
    keep_found(row)
    return row


def _check_seen(row: Collaboration, seen_at: datetime | None) -> None:
    if seen_at is not None and row.changed_at != seen_at:
        raise Conflict(_("Somebody else changed this entry while you were writing. Please compare, then save again."))


def move_collaboration(
    *, collaboration: Collaboration, verb: str, by: Who, channel: str, reason: str = ""
) -> Collaboration:
    """Move a joint work along its life. Raises ``Unusable`` when it ends early without a reason in words,
    ``Conflict`` when it has moved since, ``KeyError`` for an unknown verb. What hangs on ``AFTER_END`` runs with
    the end, in its transaction."""
    if verb == "end" and not reason.strip():
        raise Unusable(_("Please write in a few words why it ended; it helps others who plan something like it."))
    changes: dict[str, Any] = {"end_reason": reason.strip()[:300]} if verb == "end" else {}
    with transaction.atomic():
        moved = COLLABORATION.move(collaboration, verb, by=by, channel=channel, **changes)
        keep_found(moved)
        for item in AFTER_END if moved.state in OVER else ():
            item.run(collaboration=moved, by=by, channel=channel)
    return moved


@transaction.atomic
def show_collaboration(*, collaboration: Collaboration, by: Who, channel: str) -> Collaboration:
    """Make a joint work public. Raises ``Conflict`` when it is already."""
    return _set_shown(collaboration, "show", by, channel)


@transaction.atomic
def hide_collaboration(*, collaboration: Collaboration, by: Who, channel: str) -> Collaboration:
    """Take a joint work out of the public's sight. Raises ``Conflict`` when it is not in it."""
    return _set_shown(collaboration, "hide", by, channel)


def _set_shown(collaboration: Collaboration, verb: str, by: Who, channel: str) -> Collaboration:
    now = timezone.now()
    here = Collaboration.objects.filter(pk=collaboration.pk, is_public=verb == "hide")
    if not here.update(is_public=verb == "show", shown_at=Coalesce("shown_at", now), changed_at=now):
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    collaboration.refresh_from_db()
    record(verb=verb, thing=collaboration, by=by, channel=channel)
    keep_found(collaboration)
    return collaboration


# --- the drawing -----------------------------------------------------------------------------


@transaction.atomic
def set_drawing(
    *,
    collaboration: Collaboration,
    partners: Sequence[PartnerDraft],
    ties: Sequence[TieDraft],
    version: int,
    by: Who,
    channel: str,
) -> Collaboration:
    """Replace the partners and ties of a joint work by those typed.

    A partner with a known key that is still the same body keeps its confirmation; any other is
    unconfirmed. Raises ``Conflict`` when somebody else drew since ``version``, ``Unusable`` for a
    tie to a partner that is not there or for the same organization twice.
    """
    here = Collaboration.objects.filter(pk=collaboration.pk, version=version)
    if not here.update(version=F("version") + 1, changed_at=timezone.now()):
        raise Conflict(_("Somebody else changed this drawing while you were working. Please compare, then save again."))
    Tie.objects.filter(collaboration=collaboration).delete()
    by_key = _set_partners(collaboration, partners)
    try:
        with transaction.atomic():
            Tie.objects.bulk_create(_tie(collaboration, by_key, tie, order) for order, tie in enumerate(ties))
    except IntegrityError as error:
        raise Unusable(_("The same tie stands twice. Please delete one of the two.")) from error
    collaboration.refresh_from_db()
    facts = {"partners": len(partners), "ties": len(ties)}
    record(verb="draw", thing=collaboration, by=by, channel=channel, facts=facts)
    keep_found(collaboration)
    return collaboration


def _set_partners(collaboration: Collaboration, drafts: Sequence[PartnerDraft]) -> dict[str, Partner]:
    known = {partner.key: partner for partner in Partner.objects.filter(collaboration=collaboration)}
    gone = [partner.pk for key, partner in known.items() if key not in {draft.key for draft in drafts}]
    Partner.objects.filter(pk__in=gone).delete()
    # An organization may have moved to another row of the form: its old row lets go of it first.
    kept = [known[draft.key] for draft in drafts if draft.key in known]
    moved = [p for p in kept if p.actor_id not in {d.actor.pk for d in drafts if d.key == p.key and d.actor}]
    Partner.objects.filter(pk__in=[p.pk for p in moved]).update(actor=None, name="-")
    by_key = {}
    for order, draft in enumerate(drafts):
        partner = known.get(draft.key) or Partner(collaboration=collaboration, key=draft.key)
        by_key[draft.key] = _write_partner(partner, draft, order)
    return by_key


def _write_partner(partner: Partner, draft: PartnerDraft, order: int) -> Partner:
    was = (partner.actor_id, partner.name)
    if was != ((draft.actor.pk, "") if draft.actor else (None, draft.name)):
        partner.confirmation, partner.confirmed_by, partner.confirmed_on = "", None, None
    partner.actor, partner.name = draft.actor, "" if draft.actor else draft.name
    partner.kind = draft.actor.kind if draft.actor else draft.kind
    partner.role, partner.order, partner.since, partner.until = draft.role, order, draft.since, draft.until
    try:
        with transaction.atomic():
            partner.save()
    except IntegrityError as error:
        raise Unusable(_("The same organization stands twice among the partners. Please delete one.")) from error
    return partner


def _tie(collaboration: Collaboration, by_key: dict[str, Partner], draft: TieDraft, order: int) -> Tie:
    if draft.source not in by_key or draft.target not in by_key or draft.source == draft.target:
        raise Unusable(_("A tie joins two different partners of this collaboration. Please choose both again."))
    return Tie(
        collaboration=collaboration,
        source=by_key[draft.source],
        target=by_key[draft.target],
        kind=draft.kind,
        label=draft.label,
        both_ways=draft.both_ways,
        since=draft.since,
        until=draft.until,
        order=order,
    )


@transaction.atomic
def confirm_partner(*, partner: Partner, confirmation: Confirmation, by: Who, channel: str) -> Partner:
    """Write down that a body takes part, who said so and by which channel. Raises ``Conflict`` when it was done."""
    person = Person.objects.filter(pk=by.pk).first() if by.pk else None
    open_one = Partner.objects.filter(pk=partner.pk, confirmation="")
    if not open_one.update(confirmation=confirmation, confirmed_by=person, confirmed_on=timezone.localdate()):
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    partner.refresh_from_db()
    facts = {"partner": partner.pk, "confirmation": str(confirmation)}
    record(verb="confirm", thing=partner.collaboration, by=by, channel=channel, facts=facts)
    keep_found(partner.collaboration)
    return partner


# --- periods, dated steps, figures -----------------------------------------------------------


@transaction.atomic
def set_story(
    *,
    collaboration: Collaboration,
    by: Who,
    channel: str,
    spans: Iterable[Span] | None = None,
    events: Iterable[Event] | None = None,
    figures: Iterable[YearFigure] | None = None,
    seen_at: datetime | None = None,
) -> Collaboration:
    """Replace the periods, dated steps or yearly figures of a joint work by those given, unsaved.

    ``seen_at`` is ``changed_at`` as the writer read it: raises ``Conflict`` when somebody else
    changed it since, ``Unusable`` when the same line is given twice.
    """
    _check_seen(Collaboration.objects.select_for_update().get(pk=collaboration.pk), seen_at)
    counts = {}
    for name, model, rows in (("spans", Span, spans), ("events", Event, events), ("figures", YearFigure, figures)):
        if rows is not None:
            counts[name] = _replace(model, collaboration, list(rows))
    Collaboration.objects.filter(pk=collaboration.pk).update(changed_at=timezone.now())
    record(verb="edit", thing=collaboration, by=by, channel=channel, facts=counts)
    keep_found(collaboration)
    return collaboration


def _replace(model: Any, collaboration: Collaboration, rows: list[Any]) -> int:
    model.objects.filter(collaboration=collaboration).delete()
    for row in rows:
        row.collaboration = collaboration
    try:
        with transaction.atomic():
            model.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Unusable(_("The same line stands twice. Please delete one of the two.")) from error
    return len(rows)
