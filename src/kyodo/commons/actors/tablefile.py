"""The directory as a table file: the columns of the import's template, so that it can be brought back in.

UTF-8 with a byte order mark, CRLF, lists with half-width semicolons; nothing that a spreadsheet would run.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.http import StreamingHttpResponse

from kyodo.commons.actors.imports.layouts import KIND_NAMES, TEMPLATE_COLUMNS
from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.queries import address_of

#: A cell beginning with one of these is a formula to a spreadsheet; an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_KINDS = {kind.value: name for name, kind in KIND_NAMES.items()}
MORE_COLUMNS = ("確認日", "ページ", "見本")


class _Echo:
    def write(self, line: str) -> str:
        return line


def cell(text: str) -> str:
    """Return one cell; what would be a formula becomes text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


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


def table_file(name: str, rows: Iterable[Sequence[str]], columns: Sequence[str]) -> StreamingHttpResponse:
    """Return a table as a download, written row by row."""

    def lines() -> Iterator[str]:
        writer = csv.writer(_Echo(), lineterminator="\r\n")
        yield "\ufeff"
        yield writer.writerow(columns)
        for row in rows:
            yield writer.writerow([cell(value) for value in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def directory_file(actors: Iterable[Actor]) -> StreamingHttpResponse:
    """Return these organizations as a table."""
    return table_file("organizations", map(row_of, actors), [*TEMPLATE_COLUMNS, *MORE_COLUMNS])


def template_file() -> StreamingHttpResponse:
    """Return the empty template of an import."""
    return table_file("organizations-template", [], TEMPLATE_COLUMNS)
