"""Checks for model and form fields; each message says what to do."""

from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext as _
from pydantic import ValidationError

from kyodo.kernel.clock.closures import read_rules
from kyodo.kernel.clock.partial import PartialDate


def validate_closures(value: Any) -> None:
    """Check stored closing rules. Raises Django's ``ValidationError`` with one line for each fault."""
    if not isinstance(value, (list, tuple)):
        raise Invalid(_("Closing rules are a list of entries, such as [{“days”: “0Mo”}]."))
    try:
        read_rules(value)
    except ValidationError as error:
        raise Invalid([closure_fault(fault) for fault in error.errors()]) from error


def closure_fault(fault: Any) -> str:
    """Return one fault of pydantic's list as a line: which entry, which field, what is wrong."""
    entry, *path = fault["loc"] or (0,)
    # The second part of the path is the tag of the entry's kind, which its writer never typed.
    field = ".".join(str(part) for part in path[1:])
    place = _("Entry %(number)s") % {"number": int(entry) + 1}
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{place}, {field}: {message}" if field else f"{place}: {message}"


def partial_day(value: str) -> None:
    """Check that a text is a year, a month or a day as programs write it. Raises Django's ``ValidationError``."""
    try:
        PartialDate.from_iso(value)
    except ValueError:
        raise Invalid(_("Please write 2018, 2018-04 or 2018-04-01, as much of the day as is known.")) from None
