"""Delivering what waits in the outbox, so that a ``kill -9`` at any point loses and doubles nothing.

What is promised, honestly. A notice goes through these steps, each on disk before the next:

1. claimed: ``sending``, with an attempt's token, the worker's journal and a lease by the
   database's clock (commit);
2. handed to the channel, which writes ``handing`` to the journal before the other side can
   accept anything, and ``accepted`` the moment it did;
3. ``sent`` (commit).

After a kill the successor reads the journal: nothing written → it was never handed over and
goes out again; ``accepted`` → it is marked as sent. Only ``handing`` alone is a doubt, which
SMTP cannot resolve: no server can be asked whether it took a message. For mail that moment is
spent in a process of its own, the postman, which survives the worker's kill and writes the
answer down; so killing the worker leaves no doubt at all. If worker *and* postman die in the
milliseconds in which the server decides (or the machine loses power, which may also take the
last journal lines), the mail is sent again: at least once, never lost. The second copy has the
same Message-ID, by which mailboxes know it as the same message, and the row says that it
happened (``was_in_doubt``).

A notice claimed on another machine, whose journal cannot be read here, is taken over when its
lease has ended, as a doubt.
"""

import logging
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, When
from django.db.models.functions import Now

from kyodo.kernel.jobs.database_clock import database_now, later
from kyodo.kernel.jobs.wall import Stopping
from kyodo.kernel.notices.channels import CHANNELS, Handed, Outcome
from kyodo.kernel.notices.journal import ACCEPTED, HANDING, REFUSED, Journal, host, left_behind
from kyodo.kernel.notices.kinds import bulk_kinds
from kyodo.kernel.notices.limits import address_key, is_within_caps
from kyodo.kernel.notices.models import Notice, new_token
from kyodo.kernel.notices.schedule import next_digest
from kyodo.kernel.notices.states import LIFE, WAITING, NoticeState, Urgency

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
#: Tried again after 1, 2, 4 … minutes, at most 6 hours apart: about two days in all.
MOST_ATTEMPTS = 16
LONGEST_WAIT = timedelta(hours=6)
#: A channel that does not work at all is left alone for so many seconds.
REST_WHEN_DOWN = 60.0

_READY = (
    Q(state__in=WAITING, urgency=Urgency.NOW)
    & (Q(not_before=None) | Q(not_before__lte=Now()))
    & (Q(next_at=None) | Q(next_at__lte=Now()))
)


def wait_before(attempt: int) -> timedelta:
    """Return how long to wait after the ``attempt``-th failure (1, 2, …)."""
    return min(timedelta(minutes=2 ** (attempt - 1)), LONGEST_WAIT)


def move(notice: Notice, verb: str, **changes: object) -> bool:
    """Move a notice along its life if it is still where it was, by the same attempt; returns whether it moved."""
    step = LIFE.by_verb[verb]
    here = Notice.objects.filter(pk=notice.pk, state__in=step.sources, attempt=notice.attempt)
    return bool(here.update(state=step.to, **changes))


class Delivery:
    """The delivery of one worker process."""

    def __init__(self) -> None:
        self._journal: Journal | None = None
        self._rests: dict[str, float] = {}

    @property
    def folder(self) -> Path:
        """Where the journals of this machine's workers lie."""
        return Path(settings.POST_ROOT)

    def run(self, stopping: Stopping) -> int:
        """Settle what dead workers left, then deliver until nothing waits; returns how many were tried."""
        settle_left_behind(self.folder)
        done = 0
        while not stopping():
            notice = self._claim()
            if notice is None:
                break
            self._deliver(notice)
            done += 1
        return done

    def _claim(self) -> Notice | None:
        """Take the next notice that may go out now, by compare-and-set."""
        resting = [key for key, until in self._rests.items() if until > time.monotonic()]
        waiting = Notice.objects.filter(_READY).exclude(channel__in=resting)
        # A letter to thousands never stands before somebody's sign-in code.
        order = Case(When(kind__in=bulk_kinds(), then=1), default=0)
        for notice in waiting.order_by(order, "pk").only("kind", "recipient", "attempt")[:10]:
            with transaction.atomic():
                if not is_within_caps(notice):
                    Notice.objects.filter(pk=notice.pk, state__in=WAITING).update(
                        urgency=Urgency.DIGEST, state=NoticeState.QUEUED, not_before=next_digest(database_now())
                    )
                    continue
                if self._journal is None:
                    self._journal = Journal.begin(self.folder)
                attempt = new_token()
                taken = move(
                    notice, "claim", attempt=attempt, attempts=F("attempts") + 1, worker=self._journal.name,
                    lease_until=later(LEASE), claimed_at=Now(), next_at=None,
                )  # fmt: skip
            if taken:
                return Notice.objects.get(pk=notice.pk)
        return None

    def _deliver(self, notice: Notice) -> None:
        channel = CHANNELS.find(notice.channel)
        if channel is None or self._journal is None:
            settle(notice, Handed(Outcome.NEVER, "there is no such channel"))
            return
        handed = channel.hand_over(notice, self._journal)
        settle(notice, handed)
        if handed.outcome is Outcome.DOWN:
            logger.warning("the channel %s does not work: %s", notice.channel, handed.said)
            self._rests[notice.channel] = time.monotonic() + REST_WHEN_DOWN

    def close(self) -> None:
        """Let connections go; everything is settled, so the journal goes too."""
        for channel in CHANNELS:
            channel.close()
        journal, self._journal = self._journal, None
        if journal is not None:
            if Notice.objects.filter(state=NoticeState.SENDING, worker=journal.name).exists():
                logger.warning("the worker leaves notices unsettled; the next one reads its journal")
            else:
                journal.end()


def settle(notice: Notice, handed: Handed) -> None:
    """Write what became of an attempt."""
    free: dict[str, object] = {"lease_until": None, "said": handed.said[:200]}
    if handed.outcome is Outcome.ACCEPTED:
        moved = move(notice, "deliver", sent_at=Now(), **free)
    elif handed.outcome is Outcome.DOWN:
        # Not this notice's fault: it waits for the channel and no attempt is counted.
        moved = move(notice, "release", attempts=F("attempts") - 1, **free)
    elif handed.outcome in (Outcome.NEVER, Outcome.ELSEWHERE) or notice.attempts >= MOST_ATTEMPTS:
        moved = move(notice, "release", **free, **other_way(notice)) if notice.other_channel else False
        moved = moved or move(notice, "give_up", **free)
    else:
        if handed.outcome is Outcome.UNKNOWN:
            free["was_in_doubt"] = True
        moved = move(notice, "fail", next_at=later(wait_before(notice.attempts)), **free)
    if not moved:
        logger.warning("notice %s was settled by another worker meanwhile", notice.pk)


def other_way(notice: Notice) -> dict[str, object]:
    """Return the changes by which a notice goes out by its other channel, from the beginning."""
    return {
        "channel": notice.other_channel, "address": notice.other_address,
        "address_key": address_key(notice.other_address), "other_channel": "", "other_address": "",
        "attempts": 0, "counted_in": "",
    }  # fmt: skip


def settle_left_behind(folder: Path) -> int:
    """Settle what killed workers left: by their journals, and by the lease where there is none; returns how many."""
    settled = 0
    for left in left_behind(folder):
        words = left.last_words()
        rows = list(Notice.objects.filter(state=NoticeState.SENDING, worker=left.name))
        try:
            for notice in rows:
                _settle_by_word(notice, words.get(notice.attempt, ""))
        except BaseException:
            left.let_go()
            raise
        left.remove()
        settled += len(rows)
    for notice in Notice.objects.filter(state=NoticeState.SENDING, lease_until__lt=Now()):
        if (folder / notice.worker).exists() and notice.worker.startswith(f"{host()}-"):
            continue  # its worker or postman lives on this machine, only slowly
        _settle_by_word(notice, HANDING)
        settled += 1
    return settled


def _settle_by_word(notice: Notice, word: str) -> None:
    if word == ACCEPTED:
        settle(notice, Handed(Outcome.ACCEPTED, "settled after a stop"))
    elif word == REFUSED or notice.attempts >= MOST_ATTEMPTS:
        settle(notice, Handed(Outcome.LATER, "settled after a stop"))
    else:
        move(notice, "release", lease_until=None, was_in_doubt=notice.was_in_doubt or word == HANDING)
