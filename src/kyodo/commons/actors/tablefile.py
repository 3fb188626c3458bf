"""The directory as a table file: the columns of the import's template, so that it can be brought back in."""

from collections.abc import Iterable

from django.conf import settings
from django.http import StreamingHttpResponse

from kyodo.commons.actors.imports.layouts import KIND_NAMES, TEMPLATE_COLUMNS
from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.queries import address_of
from kyodo.kernel.tables.write import table_file

_KINDS = {kind.value: name for name, kind in KIND_NAMES.items()}
MORE_COLUMNS = ("確認日", "ページ", "見本")


def row_of(actor: Actor) -> list[str]:
    """Return an organization's row; never a person's name."""
    return [
        actor.name, actor.name_reading, _KINDS[actor.kind], actor.legal_form, actor.corporate_number, actor.purpose,
        actor.founded, ";".join(f.name for f in actor.fields.all()), ";".join(w.name for w in actor.wards.all()),
        actor.office_address, actor.phone, actor.mail, actor.url,
        actor.confirmed_on.isoformat() if actor.confirmed_on else "",
        settings.SITE_URL + address_of(actor.slug),
        "見本" if actor.is_demo else "",
    ]  # fmt: skip


def directory_file(actors: Iterable[Actor]) -> StreamingHttpResponse:
    """Return these organizations as a table."""
    return table_file("organizations", [*TEMPLATE_COLUMNS, *MORE_COLUMNS], map(row_of, actors))
