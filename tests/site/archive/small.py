"""A small world to archive, and what is in it."""

from pathlib import Path

from django.db import connection, transaction

from kyodo.kernel.audit.record import record
from kyodo.kernel.permissions import SYSTEM
from kyodo.site.archive.tables import Digest, digests, tables_of
from tests.factories.actors import a_holding, an_actor
from tests.factories.consultations import a_consultation
from tests.factories.people import an_account
from tests.factories.places import a_facility

TOLD = "窓口だけに話したこと"


def everything() -> dict[str, Digest]:
    """Return the hash of every table of the database in use."""
    from django.apps import apps

    return digests(connection, tables_of(apps))


def fill_a_world(folder: Path) -> None:
    """Make organizations, an account, an audited change, something sealed, and two files under ``folder/media``."""
    (folder / "media" / "papers").mkdir(parents=True)
    (folder / "media" / "papers" / "規約.txt").write_text("町内会の規約\n", "utf-8")
    (folder / "media" / "empty.bin").write_bytes(b"")
    actor = an_actor(source=[{"url": "https://example.jp/", "比": 1.5, "a": None}])
    a_holding()
    a_facility(latitude="38.260500", longitude="140.882100")
    an_account(None, "editor")
    a_consultation(words=TOLD)
    with transaction.atomic():
        record(verb="list", thing=actor, by=SYSTEM, channel="web")
