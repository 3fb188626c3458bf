"""Whoever edits meets Japanese alone: what Wagtail does not say itself, ``site/wagtail_words`` says."""

from pathlib import Path

import polib
import pytest
import wagtail
from django.apps import apps

from tests.house.checks.catalogues import key
from tests.house.checks.places import SRC

WORDS = SRC / "site/wagtail_words/locale/ja/LC_MESSAGES"


def catalogues() -> list[Path]:
    """Return the English catalogues of Wagtail's installed apps, which hold all that they ask for."""
    folders = {Path(config.path) for config in apps.get_app_configs() if config.name.startswith("wagtail.")}
    folders.add(Path(wagtail.__file__).parent)
    return sorted(po for folder in folders for po in folder.glob("locale/en/LC_MESSAGES/*.po"))


def in_japanese(english: Path) -> set[tuple[str, str]]:
    """Return what is said in Japanese: by Wagtail for this app, and by us for all of them."""
    theirs = english.parents[2] / "ja" / "LC_MESSAGES" / english.with_suffix(".mo").name
    ours = WORDS / english.with_suffix(".mo").name
    return {key(entry) for mo in (theirs, ours) if mo.exists() for entry in polib.mofile(str(mo))}


def test_there_is_something_to_count() -> None:
    assert [po.parts[-5] for po in catalogues() if po.name == "djangojs.po"] == ["admin"]
    assert len(catalogues()) > 10


@pytest.mark.parametrize("domain", ["django.po", "djangojs.po"])
def test_nothing_is_left_in_english(domain: str) -> None:
    ours = {key(entry) for po in SRC.rglob("locale/ja/LC_MESSAGES/django.po") for entry in polib.pofile(str(po))}
    left = set()
    for po in catalogues():
        if po.name == domain:
            asked = {key(entry) for entry in polib.pofile(str(po)) if not entry.obsolete}
            left |= {f"{po.parts[-5]}: {msgid!r}" for _context, msgid in asked - in_japanese(po) - ours}
    assert left == set()


def test_our_own_texts_are_not_said_otherwise() -> None:
    """The words for Wagtail come before every app's catalogue, so a text of ours must not mean another thing there."""
    words = {key(entry): entry.msgstr for entry in polib.pofile(str(WORDS / "django.po"))}
    ours = [po for po in SRC.rglob("locale/ja/LC_MESSAGES/django.po") if po.parent != WORDS]
    assert [
        (po.parents[3].name, entry.msgid)
        for po in ours
        for entry in polib.pofile(str(po))
        if words.get(key(entry), entry.msgstr) != entry.msgstr
    ] == []
