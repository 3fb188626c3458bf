"""Readers: asking, saying yes, choosing, leaving, and being forgotten."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.newsletters.links import confirm_address, new_code, own_address
from kyodo.center.newsletters.models import Bounce, Mailing, Reader, Series, Subscription, Wish
from kyodo.center.newsletters.queries.readers import person_of, reader_by_address
from kyodo.center.newsletters.states import Ended
from kyodo.commons.people.public import end_consent, give_consent
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Told
from kyodo.kernel.notices.actions import send, withdraw
from kyodo.kernel.notices.limits import address_key, hold_gate
from kyodo.kernel.permissions import Who

CONFIRM = "newsletters.confirm"
#: How long the link of a first letter holds.
VALID = timedelta(days=3)
#: So many requests an hour from one network; a class at one school fits in.
MOST_FROM_NETWORK = 40
#: So many mailings in a row that a mailbox does not take, before nothing goes there any more.
PATIENCE = 3


class TooMany(Told):
    """Too many requests came from one network."""

    status = 429


@transaction.atomic
def count_from(*, network: str, by: Who, channel: str) -> Wish:
    """Count a form that anybody may send and return its row, empty; raises ``TooMany`` beyond the most of an hour."""
    hold_gate(f"newsletters:{network}")
    hour = Wish.objects.filter(network=network, made_at__gt=timezone.now() - timedelta(hours=1))
    if hour.count() >= MOST_FROM_NETWORK:
        raise TooMany(_("Many requests were sent from here within an hour. Please try again later, or phone us."))
    return Wish.objects.create(network=network)


@transaction.atomic
def ask_for_newsletters(
    *, address: str, series: Collection[Series], network: str, language: str, by: Who, channel: str
) -> None:
    """Write to a mailbox whether its owner wishes these newsletters; the same whoever it is, so nothing is learned.

    An address gets at most one such letter in a quarter of an hour and three a day, counted inside the transaction
    that writes the letter; beyond that nothing is written and no address is kept. Raises ``TooMany`` for a network.
    """
    wish = count_from(network=network, by=by, channel=channel)
    wish.address, wish.series = address, sorted(one.slug for one in series)
    Wish.objects.filter(pk=wish.pk).update(address=wish.address, series=wish.series)
    reader = reader_by_address(address)
    is_reader = reader is not None and reader.ended_at is None
    letter = send(
        key=f"newsletters.wish:{wish.pk}", kind=CONFIRM, recipient=f"wish:{wish.pk}", address=address,
        template="newsletters/notices/confirm.txt", language=language,
        context={
            "names": [one.name for one in series], "url": confirm_address(wish), "days": VALID.days,
            "own": own_address(reader) if reader and is_reader else "",
        },
    )  # fmt: skip
    if letter is None:
        Wish.objects.filter(pk=wish.pk).update(address="")


@transaction.atomic
def confirm_wish(*, wish: Wish, by: Who, channel: str) -> Reader | None:
    """Let the owner of a mailbox say yes; None where the link was used, or is too old, or was never sent.

    A known person's consent is written down with the person, one for each newsletter.
    """
    now = timezone.now()
    held = Wish.objects.select_for_update().filter(pk=wish.pk, used_at=None, made_at__gt=now - VALID).first()
    if held is None or not held.address:
        return None
    Wish.objects.filter(pk=held.pk).update(used_at=now, address="")
    reader = _reader(held.address, by)
    chosen = list(Series.objects.filter(slug__in=held.series, takes_readers=True, is_public=True))
    for series in chosen:
        _begin(reader, series, by, channel)
    record(verb="confirm", thing=reader, by=by, channel=channel, facts={"series": [one.slug for one in chosen]})
    return reader


def _reader(address: str, by: Who) -> Reader:
    """Return the reader of a mailbox, made or taken up again; whoever comes at the same moment waits for the key."""
    now, key = timezone.now(), address_key(address)
    person = person_of(address, by.pk)
    new = Reader(code=new_code(), address=address, address_key=key, person=person, confirmed_at=now)
    Reader.objects.bulk_create([new], ignore_conflicts=True)
    reader = Reader.objects.select_for_update(of=("self",)).get(address_key=key)
    if reader.ended_at is not None:
        Reader.objects.filter(pk=reader.pk).update(
            ended_at=None, ended_why="", note="", confirmed_at=now, person=person, address=address
        )
        reader.refresh_from_db()
    return reader


def _begin(reader: Reader, series: Series, by: Who, channel: str) -> None:
    now = timezone.now()
    one = Subscription(reader=reader, series=series, channel=channel, since=now)
    Subscription.objects.bulk_create([one], ignore_conflicts=True)
    if reader.person:
        give_consent(person=reader.person, purpose=series.purpose, by=by, channel=channel)


@transaction.atomic
def choose_series(
    *, reader: Reader, wanted: Collection[Series], shown: Collection[Series], by: Who, channel: str
) -> None:
    """Let a reader choose among the newsletters that the page showed; what it did not show stays as it is."""
    held = Reader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    open_ones = set(Subscription.objects.filter(reader=held, until=None).values_list("series_id", flat=True))
    keys = {one.pk for one in wanted}
    for series in shown:
        if series.pk in keys and series.pk not in open_ones and held.ended_at is None:
            _begin(held, series, by, channel)
        elif series.pk not in keys and series.pk in open_ones:
            _leave(held, series, Ended.SELF, by, channel)
    record(verb="choose", thing=held, by=by, channel=channel, facts={"series": sorted(one.slug for one in wanted)})


@transaction.atomic
def leave_series(*, reader: Reader, series: Series, by: Who, channel: str) -> None:
    """End a newsletter with one click; the same once more changes nothing."""
    held = Reader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    if _leave(held, series, Ended.SELF, by, channel):
        record(verb="leave", thing=held, by=by, channel=channel, facts={"series": series.slug})


def _leave(reader: Reader, series: Series, why: Ended, by: Who, channel: str) -> bool:
    """End one subscription and take back what waits; a reader who gets nothing any more ends too."""
    now = timezone.now()
    open_ones = Subscription.objects.filter(reader=reader, until=None)
    if not open_ones.filter(series=series).update(until=now, why=why):
        return False
    for mailing in Mailing.objects.filter(issue__series=series, finished_at=None):
        withdraw(about=mailing, recipient=reader.recipient)
    if reader.person:
        end_consent(person=reader.person, purpose=series.purpose, by=by, channel=channel)
    if not open_ones.exists():
        Reader.objects.filter(pk=reader.pk, ended_at=None).update(ended_at=now, ended_why=why)
    return True


@transaction.atomic
def end_reader(*, reader: Reader, why: Ended, by: Who, channel: str, note: str = "") -> None:
    """End all that goes to a mailbox; the same once more changes nothing."""
    held = Reader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    if held.ended_at is not None:
        return
    for one in Subscription.objects.filter(reader=held, until=None).select_related("series"):
        _leave(held, one.series, why, by, channel)
    Reader.objects.filter(pk=held.pk).update(ended_why=why, note=note)
    Reader.objects.filter(pk=held.pk, ended_at=None).update(ended_at=timezone.now())
    record(verb="end", thing=held, by=by, channel=channel, facts={"why": why.value})


@transaction.atomic
def erase_reader(*, reader: Reader, by: Who, channel: str) -> None:
    """Forget the mailbox of a reader; that there was one stays for the numbers."""
    end_reader(reader=reader, why=Ended.ERASED, by=by, channel=channel)
    withdraw(recipient=reader.recipient)
    Reader.objects.filter(pk=reader.pk).update(address="", address_key="", note="", person=None)
    record(verb="erase", thing=reader, by=by, channel=channel)


@transaction.atomic
def keep_bounce(*, mailing: Mailing, reader: Reader, said: str, by: Who, channel: str) -> bool:
    """Write down that a letter did not arrive, once a mailing; returns whether it was new.

    A mailbox that does not exist ends at once, one that was not reached ends after some mailings in a row.
    """
    code = said[:3] if said[:3].isdigit() else ""
    is_hard = code.startswith("5")
    before = Bounce.objects.filter(mailing=mailing, reader=reader)
    hold_gate(f"newsletters.bounce:{reader.pk}")
    if before.exists():
        return False
    Bounce.objects.create(mailing=mailing, reader=reader, is_hard=is_hard, code=code)
    if is_hard:
        end_reader(reader=reader, why=Ended.BOUNCED, note=code, by=by, channel=channel)
    elif _in_a_row(reader) >= PATIENCE:
        end_reader(reader=reader, why=Ended.UNREACHED, note=code, by=by, channel=channel)
    return True


def _in_a_row(reader: Reader) -> int:
    """Return how many of the last mailings of a reader's newsletters did not arrive."""
    own = Subscription.objects.filter(reader=reader, until=None).values("series")
    latest = Mailing.objects.filter(issue__series__in=own).order_by("-started_at").values_list("pk", flat=True)
    return Bounce.objects.filter(reader=reader, mailing__in=list(latest[:PATIENCE])).count()


@transaction.atomic
def note_search(*, reader: Reader, by: Who, channel: str) -> None:
    """Write into the audit that somebody at the desk looked at the entry of an address."""
    record(verb="look_up", thing=reader, by=by, channel=channel)
