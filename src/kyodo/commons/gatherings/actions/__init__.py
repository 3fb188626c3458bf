"""Writes: one function a verb, each one transaction with its audit row.

===============  ==================================================================
``events``       write, publish, cancel
``signups``      open the sign-up, draw lots
``registering``  sign up, take one out, give up, answer an offered place
``door``         who came, what was paid
``forgetting``   wishes after the date, names after the term
===============  ==================================================================
"""

from kyodo.commons.gatherings.actions.events import (
    FACTS,
    cancel_gathering,
    create_gathering,
    edit_gathering,
    publish_gathering,
    reinstate_gathering,
)

__all__ = [
    "FACTS",
    "cancel_gathering",
    "create_gathering",
    "edit_gathering",
    "publish_gathering",
    "reinstate_gathering",
]
