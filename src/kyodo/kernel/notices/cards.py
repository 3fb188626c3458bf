"""Cards: a short text with buttons, for channels that show such a thing.

Plain values, because they are kept with the notice until it goes out.
"""

from typing import NotRequired, TypedDict


class Button(TypedDict):
    """A button: either ``data``, which comes back when it is pressed, or ``url``, which it opens.

    ``said`` is what the person is shown to have said by pressing it.
    """

    label: str
    data: NotRequired[str]
    said: NotRequired[str]
    url: NotRequired[str]


class Card(TypedDict):
    """A title, a text and the buttons below it."""

    title: str
    text: str
    buttons: list[Button]
