"""Sending an issue by mail: some letters at a time, so that whoever goes on after a stop goes on where it stopped.

The letter to an address bears the issue and a hash of the address as its key in the outbox, which is unique: however
often a batch is tried, and whoever subscribes anew meanwhile, no address gets an issue twice.
"""

import secrets
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kyodo.center.newsletters.letters import Letter, letter_of
from kyodo.center.newsletters.models import Issue, Mailing, Reader
from kyodo.center.newsletters.queries.readers import readers_of
from kyodo.center.newsletters.rules import MAY
from kyodo.center.newsletters.states import ISSUE, IssueState
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict
from kyodo.kernel.notices.actions import write
from kyodo.kernel.permissions import Who, require

KIND, TEST_KIND = "newsletters.issue", "newsletters.test"
#: Letters written in one transaction: few, so that on SQLite nobody waits long for their turn to write.
BATCH = 25


@transaction.atomic
def start_mailing(*, issue: Issue, by: Who, channel: str) -> Mailing:
    """Begin to send an issue to all who read it by mail. Raises ``Refused``, and ``Conflict`` for a second time."""
    require(MAY, "send", by, issue)
    mailing = Mailing(
        issue=issue, readers=readers_of(issue.series).count(), started_by_id=by.pk, started_at=timezone.now()
    )
    try:
        with transaction.atomic():
            mailing.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("This issue is being sent already.")) from error
    record(verb="start_mailing", thing=issue, by=by, channel=channel, facts={"readers": mailing.readers})
    return mailing


@transaction.atomic
def pause_mailing(*, mailing: Mailing, by: Who, channel: str) -> None:
    """Write no further letters for now; those in the outbox already still go."""
    require(MAY, "send", by, mailing.issue)
    if Mailing.objects.filter(pk=mailing.pk, paused_at=None, written_at=None).update(paused_at=timezone.now()):
        record(verb="pause_mailing", thing=mailing.issue, by=by, channel=channel)


@transaction.atomic
def resume_mailing(*, mailing: Mailing, by: Who, channel: str) -> None:
    """Go on where it was stopped."""
    require(MAY, "send", by, mailing.issue)
    if Mailing.objects.filter(pk=mailing.pk).exclude(paused_at=None).update(paused_at=None):
        record(verb="resume_mailing", thing=mailing.issue, by=by, channel=channel)


@transaction.atomic
def write_batch(*, mailing: Mailing, by: Who, channel: str, size: int = BATCH) -> int:
    """Write the next letters of a sending, all or none; returns how many readers were dealt with.

    Who had confirmed when it began gets a letter, unless they left meanwhile.
    """
    held = Mailing.objects.select_for_update(of=("self",)).select_related("issue__series").get(pk=mailing.pk)
    if held.written_at is not None or held.paused_at is not None:
        return 0
    found = readers_of(held.issue.series, held.started_at).filter(pk__gt=held.reached).order_by("pk")
    readers = list(found[:size])
    letter = letter_of(held.issue) if readers else None
    written = sum(_write(held, reader, letter) for reader in readers if letter)
    changes = {"reached": readers[-1].pk} if readers else {"written_at": timezone.now()}
    Mailing.objects.filter(pk=held.pk).update(**changes, written=held.written + written)
    return len(readers)


def _write(mailing: Mailing, reader: Reader, letter: Letter) -> int:
    key = salted_hmac("kyodo.newsletters.once", reader.address_key, algorithm="sha256").hexdigest()[:32]
    body, html, leave = letter.to(reader)
    write(
        key=f"newsletters.issue:{mailing.issue_id}:{key}", kind=KIND, recipient=reader.recipient,
        address=reader.address, subject=letter.subject, body=body, html=html, about=mailing, unsubscribe_url=leave,
        reply_to=letter.reply_to,
    )  # fmt: skip
    return 1


@transaction.atomic
def finish_mailing(*, mailing: Mailing, by: Who, channel: str) -> None:
    """Note that every letter of a sending is gone or given up; the issue counts as sent."""
    done = Mailing.objects.filter(pk=mailing.pk, finished_at=None).exclude(written_at=None)
    if done.update(finished_at=timezone.now()) and mailing.issue.state == IssueState.PUBLISHED:
        ISSUE.move(mailing.issue, "finish", by=by, channel=channel)


@transaction.atomic
def send_test(*, issue: Issue, addresses: Iterable[str], by: Who, channel: str) -> int:
    """Send the letter of an issue to whoever asks, as readers would get it; returns how many were written."""
    require(MAY, "work", by, issue)
    letter = letter_of(issue)
    sample = Reader(code="-", address="-", confirmed_at=timezone.now())
    body, html, _leave = letter.to(sample)
    written = [
        write(
            key=f"{TEST_KIND}:{secrets.token_hex(12)}", kind=TEST_KIND, recipient=f"person:{by.pk}", address=address,
            subject=_("[Trial] %(subject)s") % {"subject": letter.subject}, body=body, html=html, about=issue,
        )
        for address in addresses
    ]  # fmt: skip
    record(verb="send_test", thing=issue, by=by, channel=channel)
    return sum(1 for one in written if one is not None)
