"""Errors that people may read: each says what happened and what to do next."""

from collections.abc import Mapping
from typing import Any

from kyodo.kernel.registry import Text


class Told(Exception):
    """An error with words for the person; the roof turns it into a page."""

    status = 400

    def __init__(self, message: Text, **facts: Any):
        super().__init__(message)
        self.message = message
        self.facts: Mapping[str, Any] = facts


class Refused(Told):
    """A rule said no; the message is its reason."""

    status = 403


class Conflict(Told):
    """Somebody or something was faster; nothing was changed."""

    status = 409


class Unusable(Told):
    """What was given cannot be used; the message says what would be."""

    status = 400
