"""Writes about gatherings: each is one transaction with its audit row, and the search stays in step."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Field, new_slug
from kyodo.commons.gatherings.dates import DateDraft
from kyodo.commons.gatherings.documents import keep_found
from kyodo.commons.gatherings.following import follow_call_off, follow_edit, follow_reinstate, hold_if_any
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.queries import has_dates
from kyodo.commons.gatherings.states import LIFE, PUBLIC_STATES
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who

#: The columns that people fill in; everything else of a gathering follows from an action.
FACTS = (
    "title", "title_reading", "title_latin", "kind", "description", "organizer", "organizer_name", "attendance",
    "place", "place_name", "ward", "address", "building", "latitude", "longitude", "access", "parking", "online_url",
    "dates_text", "audience", "is_free", "fee_text", "capacity", "how_to_apply", "apply_until", "has_sign_language",
    "has_captioning", "is_wheelchair_accessible", "has_childcare", "accommodation_text", "contact_name",
    "contact_phone", "contact_mail", "contact_url", "url", "note",
)  # fmt: skip


@transaction.atomic
def create_gathering(
    *,
    by: Who,
    channel: str,
    dates: Sequence[DateDraft] = (),
    fields: Iterable[Field] = (),
    origin: tuple[str, str] = ("", ""),
    source: Sequence[str] = (),
    is_demo: bool = False,
    **facts: Any,
) -> Gathering:
    """Write a new gathering as a draft.

    ``origin`` is (code of the government, number there) of a municipal file. Raises ``Conflict`` when
    another gathering has this origin already, ``Unusable`` when two dates begin at the same moment.
    """
    code, number = origin
    gathering = Gathering(
        slug=new_slug(), is_demo=is_demo, source=list(source), origin_code=code, origin_number=number, **facts
    )
    try:
        with transaction.atomic():
            gathering.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("This event was entered already. Please open the list again.")) from error
    gathering.fields.set(fields)
    _set_dates(gathering, dates)
    record(verb="create", thing=gathering, by=by, channel=channel, facts={"kind": str(gathering.kind)})
    return gathering


@transaction.atomic
def edit_gathering(
    *,
    gathering: Gathering,
    by: Who,
    channel: str,
    dates: Sequence[DateDraft] | None = None,
    fields: Iterable[Field] | None = None,
    seen_at: datetime | None = None,
    **facts: Any,
) -> Gathering:
    """Change what a gathering says; the audit names the columns, never their content.

    A date that was public and is no longer among ``dates`` stays as cancelled. ``seen_at`` is
    ``changed_at`` as the writer read it: raises ``Conflict`` when somebody else changed it since,
    ``Unusable`` when two dates begin at the same moment or a public event would have no date.
    """
    sign_up = hold_if_any(gathering)
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if seen_at is not None and row.changed_at != seen_at:
        raise Conflict(_("Somebody else changed this event while you were writing. Please compare, then save again."))
    changed = [name for name in FACTS if name in facts and getattr(row, name) != facts[name]]
    for name in changed:
        setattr(row, name, facts[name])
    if fields is not None and set(row.fields.values_list("pk", flat=True)) != {field.pk for field in fields}:
        row.fields.set(fields)
        changed.append("fields")
    if dates is not None and _set_dates(row, dates):
        changed.append("dates")
    if not changed:
        return row
    row.save()
    record(verb="edit", thing=row, by=by, channel=channel, facts={"fields": sorted(changed)})
    keep_found(row)
    if sign_up:
        follow_edit(sign_up, row, changed, by, channel)
    return row


def _set_dates(gathering: Gathering, wanted: Sequence[DateDraft]) -> bool:
    """Bring the dates in step; say whether anything changed.

    A date keeps its number when it begins at the same moment, and when it was moved.
    """
    starts = [draft.starts_at for draft in wanted]
    if len(set(starts)) != len(starts):
        raise Unusable(_("Two dates begin at the same time. Please take one of them away."))
    here = list(gathering.occurrences.order_by("is_cancelled", "number"))
    if not wanted and here and gathering.state in PUBLIC_STATES:
        raise Unusable(_("A public event needs a date. If it does not take place, please cancel it with the reason."))
    by_start = {found.starts_at: found for found in reversed(here)}
    pairs = [(by_start[draft.starts_at], draft) for draft in wanted if draft.starts_at in by_start]
    kept = {found.pk for found, _draft in pairs}
    free = [found for found in here if found.pk not in kept and not found.is_cancelled]
    new = sorted(draft for draft in wanted if draft.starts_at not in by_start)
    pairs += list(zip(free, new, strict=False))
    changed = [_moved(found, draft) for found, draft in pairs]
    last = max((found.number for found in here), default=0)
    added = [
        Occurrence(gathering=gathering, number=number, **vars(draft))
        for number, draft in enumerate(new[len(free) :], last + 1)
    ]
    Occurrence.objects.bulk_create(added)
    gone = free[len(new) :]
    if gathering.state in PUBLIC_STATES:
        Occurrence.objects.filter(pk__in=[found.pk for found in gone]).update(is_cancelled=True)
    else:
        Occurrence.objects.filter(pk__in=[found.pk for found in gone]).delete()
    return any(changed) or bool(added or gone)


def _moved(found: Occurrence, draft: DateDraft) -> bool:
    columns = {**vars(draft), "is_cancelled": False}
    changed = {name: value for name, value in columns.items() if getattr(found, name) != value}
    for name, value in changed.items():
        setattr(found, name, value)
    if changed:
        found.save(update_fields=list(changed))
    return bool(changed)


@transaction.atomic
def publish_gathering(*, gathering: Gathering, by: Who, channel: str) -> Gathering:
    """Show a gathering to everybody. Raises ``Unusable`` while it has no date, ``Conflict`` when it is public."""
    if not has_dates(gathering):
        raise Unusable(_("The event has no date yet. Please add one, then publish it."))
    now = timezone.now()
    gathering = LIFE.move(gathering, "publish", by=by, channel=channel, published_at=now, changed_at=now)
    keep_found(gathering)
    return gathering


@transaction.atomic
def cancel_gathering(*, gathering: Gathering, reason: str, by: Who, channel: str) -> Gathering:
    """Cancel a published gathering; it stays visible with the reason, and who signed up is told.

    Raises ``Conflict`` when it is not published.
    """
    sign_up = hold_if_any(gathering, with_offers=True)
    gathering = LIFE.move(
        gathering, "cancel", by=by, channel=channel, cancelled_reason=reason, changed_at=timezone.now()
    )
    keep_found(gathering)
    if sign_up:
        follow_call_off(sign_up, gathering, by, channel)
    return gathering


@transaction.atomic
def reinstate_gathering(*, gathering: Gathering, by: Who, channel: str) -> Gathering:
    """Say that a cancelled gathering takes place after all. Raises ``Conflict`` when it is not cancelled."""
    sign_up = hold_if_any(gathering)
    gathering = LIFE.move(
        gathering, "reinstate", by=by, channel=channel, cancelled_reason="", changed_at=timezone.now()
    )
    keep_found(gathering)
    if sign_up:
        follow_reinstate(sign_up, gathering, by, channel)
    return gathering
