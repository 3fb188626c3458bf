"""Sealed texts: none of them in the database, none in any writing of them; shredded ones are gone."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, transaction

from kyodo.center.consultations.models import Consultation, Note
from kyodo.kernel.sealed import site
from kyodo.kernel.sealed.fields import NOTHING, Sealed
from kyodo.kernel.sealed.keys import new_key, opened, seal, shred, unreadable, wrap_anew
from kyodo.kernel.sealed.models import RecordKey
from kyodo.site.archive import tables as archived
from tests.factories.consultations import a_consultation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECRET = "夫の借金のことで困っている"


def raw(table: str) -> str:
    """Return a table as the database itself holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  (a table of ours)
        return repr(cursor.fetchall())


def test_the_columns_hold_no_plain_text_and_nothing_writes_it_down() -> None:
    found = a_consultation(words=SECRET, name="川平 ひかる", phone="090-0000-1234", mail="hikaru@example.jp")
    found.refresh_from_db()
    held = "".join(raw(model._meta.db_table) for model in apps.get_models())
    known = (SECRET, "川平", json.dumps("川平")[1:-1], "0000-1234", "hikaru")
    assert [one for one in known if one in held] == []
    written = [str(found), repr(found), str(found.words), repr(found.words), f"{found.words}", f"{found.name!s}"]
    written += [repr(Consultation.objects.values()), serializers.serialize("json", [found])]
    assert [text for text in written if SECRET in text or "川平" in text] == []
    assert opened(found.key, found.words) == SECRET
    assert not any(field.editable for field in Consultation._meta.fields if field.name in ("words", "name", "mail"))
    table = next(one for one in archived.tables_of(apps) if one.name == "consultations_consultation")
    assert SECRET not in "".join(str(archived.line_of(row)) for row in archived.rows(connection, table))


def test_plain_text_goes_into_no_sealed_column_and_nobody_can_ask_for_it() -> None:
    found = a_consultation(words=SECRET)
    with pytest.raises(TypeError, match="seal it first"), transaction.atomic():
        Note.objects.create(consultation=found, text=SECRET, at=found.came_at)
    for asked in ({"words": seal(found.key, SECRET)}, {"words__contains": "借金"}, {"words__startswith": "夫"}):
        with pytest.raises((FieldError, TypeError)):
            list(Consultation.objects.filter(**asked))
    assert Consultation.objects.filter(words__isnull=True).count() == 0


def test_each_text_has_its_own_cipher_and_belongs_to_its_record() -> None:
    one, other = new_key(), new_key()
    twice = seal(one, SECRET), seal(one, SECRET)
    assert (twice[0] == twice[1], [opened(one, text) for text in twice]) == (False, [SECRET, SECRET])
    with pytest.raises(ValueError, match="another record"):
        opened(other, twice[0])
    with pytest.raises(ValueError, match="altered"):
        opened(one, Sealed(twice[0].token[:-8] + "AAAAAAA="))
    assert (seal(one, ""), opened(one, NOTHING), bool(NOTHING), opened(None, twice[0])) == (NOTHING, "", False, "")


def test_a_shredded_key_takes_its_texts_with_it() -> None:
    key = new_key()
    text = seal(key, SECRET)
    shred(key)
    assert RecordKey.objects.count() == 0
    assert opened(RecordKey.objects.filter(pk=key.pk).first(), text) == ""


def test_a_wrong_key_says_so_and_a_list_of_keys_rotates(settings: Any) -> None:
    settings.SEALING_KEYS = ["former secret of this site"]
    key = new_key()
    text, former = seal(key, SECRET), site.present()
    settings.SEALING_KEYS = ["new secret of this site"]
    with pytest.raises(site.WrongKey, match="KYODO_SEALING_KEYS"):
        opened(key, text)
    assert list(unreadable()) == [
        f"sealed: 1 records cannot be opened; their key ({former}) is neither KYODO_SECRET_KEY nor in "
        "KYODO_SEALING_KEYS (docs/OPERATE.md)"
    ]
    settings.SEALING_KEYS = ["new secret of this site", "former secret of this site"]
    assert (opened(key, text), list(unreadable()), wrap_anew(), wrap_anew()) == (SECRET, [], "1 keys", "0 keys")
    settings.SEALING_KEYS = ["new secret of this site"]
    key.refresh_from_db()
    assert (opened(key, text), list(unreadable())) == (SECRET, [])
