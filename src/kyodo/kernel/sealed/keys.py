"""Sealing and opening the texts of a record, rotating the site's key, and shredding."""

import base64
import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from kyodo.kernel.sealed import site
from kyodo.kernel.sealed.fields import NOTHING, Sealed
from kyodo.kernel.sealed.models import RecordKey

_FORM = "s1:"
_NONCE = 12
#: So many keys are wrapped anew in one transaction.
BATCH = 500


def new_key() -> RecordKey:
    """Make the key of a new record; keep it beside the record."""
    under, wrapped = site.wrap(AESGCM.generate_key(bit_length=256))
    return RecordKey.objects.create(under=under, wrapped=wrapped)


def seal(key: RecordKey, text: str) -> Sealed:
    """Return a text sealed under a record's key; an empty text stays empty."""
    if not text:
        return NOTHING
    nonce = os.urandom(_NONCE)
    shut = AESGCM(site.unwrap(key.under, key.wrapped)).encrypt(nonce, text.encode("utf-8"), _bound(key))
    return Sealed(_FORM + base64.urlsafe_b64encode(nonce + shut).decode("ascii"))


def opened(key: RecordKey | None, sealed: Sealed) -> str:
    """Return the text; "" where there is none, and where the record's key was shredded.

    Raises ``WrongKey`` where the site's key is another, ``ValueError`` for a text that was altered or belongs
    to another record.
    """
    if key is None or not sealed:
        return ""
    raw = base64.urlsafe_b64decode(sealed.token.removeprefix(_FORM))
    try:
        plain = AESGCM(site.unwrap(key.under, key.wrapped)).decrypt(raw[:_NONCE], raw[_NONCE:], _bound(key))
    except InvalidTag as error:
        raise ValueError("this text was altered, or sealed for another record") from error
    return plain.decode("utf-8")


def _bound(key: RecordKey) -> bytes:
    return f"record:{key.pk}".encode("ascii")


def shred(key: RecordKey) -> None:
    """Delete a record's key: from now on nobody can read what was sealed under it."""
    RecordKey.objects.filter(pk=key.pk).update(wrapped="", under="")
    RecordKey.objects.filter(pk=key.pk).delete()


def wrap_anew() -> str:
    """Wrap the keys under the site's present key that are still under a former one; return how many, in words."""
    count = 0
    while True:
        with transaction.atomic():
            former = RecordKey.objects.exclude(under=site.present()).order_by("pk")
            batch = list(former.select_for_update()[:BATCH])
            for key in batch:
                key.under, key.wrapped = site.wrap(site.unwrap(key.under, key.wrapped))
            RecordKey.objects.bulk_update(batch, ["under", "wrapped"])
        count += len(batch)
        if len(batch) < BATCH:
            return f"{count} keys"


def unreadable() -> Iterator[str]:
    """Yield one line for each former key of the site that is missing, with how many records need it."""
    by_key: dict[str, int] = {}
    for key in RecordKey.objects.order_by("pk").iterator(chunk_size=2000):
        try:
            site.unwrap(key.under, key.wrapped)
        except site.WrongKey:
            by_key[key.under] = by_key.get(key.under, 0) + 1
    for under, count in sorted(by_key.items()):
        yield (
            f"sealed: {count} records cannot be opened; their key ({under}) is neither KYODO_SECRET_KEY nor in "
            "KYODO_SEALING_KEYS (docs/OPERATE.md)"
        )
