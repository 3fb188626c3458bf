"""Notices for tests."""

from django.db import transaction

from kyodo.kernel.notices.actions import write


def written(key, **given):
    """Write a notice in a transaction of its own."""
    given = {
        "kind": "test.free",
        "recipient": "person:1",
        "address": "hana@example.jp",
        "subject": "お知らせ",
        "body": "本文です。",
        **given,
    }
    with transaction.atomic():
        return write(key=key, **given)
