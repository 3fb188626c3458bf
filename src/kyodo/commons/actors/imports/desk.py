"""The desk for files of organizations, as the kernel wants it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.actions import FACTS
from kyodo.commons.actors.imports.layouts import PERSONS, TARGETS, Known, known_here, read_row
from kyodo.commons.actors.imports.plan import plan
from kyodo.commons.actors.imports.writing import write
from kyodo.commons.actors.models import Actor, ActorKind
from kyodo.commons.actors.rules import imports_files
from kyodo.commons.actors.states import ListingState
from kyodo.kernel.imports.desk import ImportDesk
from kyodo.kernel.registry import Text

LABELS: dict[str, Text] = {
    **{name: Actor._meta.get_field(name).verbose_name for name in (*FACTS, "state")},  # type: ignore[union-attr]
    "wards": _("Ward"),
    "fields": _("Field of activity"),
}


def say(name: str, value: Any, known: Known) -> str:
    """Write a value of a row for people."""
    if isinstance(value, list):
        return "、".join(known.names.get(slug, slug) for slug in value)
    choices = {"kind": ActorKind, "state": ListingState}.get(name)
    return str(choices(value).label) if choices and value else str(value)


def things(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """Return (name, address) of organizations by their short names; one query."""
    return {actor.slug: (actor.name, actor.get_absolute_url()) for actor in Actor.objects.filter(slug__in=keys)}


ORGANIZATION_IMPORT = ImportDesk(
    key="organizations",
    title=_("Import organizations"),
    about=(
        _("The bulk file of the NPO portal (行政入力情報), as zip or CSV. Names of representatives are not imported."),
        _("The table of the directory itself."),
        _(
            "An entry is recognized by its corporate number, else by its name together with its ward; what could be "
            "one or another is left to you."
        ),
    ),
    back=("actors:list", _("Organizations")),
    urls="actors:imports",
    rule=imports_files,
    targets=TARGETS,
    known=known_here,
    read=read_row,
    plan=plan,
    write=write,
    key_of=lambda actor: str(actor.slug),
    things=things,
    labels=LABELS,
    say=say,
    title_of=lambda values: str(values.get("name", "")),
    shows_new_label=_("Show new entries in the directory at once"),
    never_kept=PERSONS,
    narrow_by="authority",
    narrow_label=_("Supervising authority"),
    narrow_help=_(
        "For the file of the NPO portal: only rows with this 所轄庁 are taken, for example 仙台市. Empty: all rows."
    ),
)
