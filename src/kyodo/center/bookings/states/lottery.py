"""The lives of a round of the lottery and of an entry in it."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kyodo.kernel.transitions import Life, Transition


class RoundState(models.TextChoices):
    """Where a round of the lottery stands."""

    OPEN = "open", pgettext_lazy("lottery", "open for entries")
    CLOSED = "closed", pgettext_lazy("lottery", "closed, list published")
    DRAWN = "drawn", pgettext_lazy("lottery", "drawn")
    CONFIRMED = "confirmed", pgettext_lazy("lottery", "finished")
    CALLED_OFF = "called_off", pgettext_lazy("lottery", "called off")


ROUND = Life(
    RoundState,
    RoundState.OPEN,
    [
        Transition(
            "close_round",
            ("open",),
            "closed",
            pgettext_lazy("lottery", "Close and publish the list"),
            pgettext_lazy("lottery", "Closed, list published"),
        ),
        Transition(
            "draw_round", ("closed",), "drawn", pgettext_lazy("lottery", "Draw"), pgettext_lazy("lottery", "Drawn")
        ),
        Transition(
            "finish_round",
            ("drawn",),
            "confirmed",
            pgettext_lazy("lottery", "Finish the round"),
            pgettext_lazy("lottery", "Finished"),
        ),
        Transition(
            "call_off_round",
            ("open", "closed"),
            "called_off",
            pgettext_lazy("lottery", "Call off"),
            pgettext_lazy("lottery", "Called off"),
        ),
    ],
)


class EntryState(models.TextChoices):
    """Where one entry in a round stands."""

    ENTERED = "entered", pgettext_lazy("lottery entry", "takes part")
    WITHDRAWN = "withdrawn", pgettext_lazy("lottery entry", "withdrawn")
    EXCLUDED = "excluded", pgettext_lazy("lottery entry", "counted once with another entry")
    WON = "won", pgettext_lazy("lottery entry", "won, please confirm")
    KEPT = "kept", pgettext_lazy("lottery entry", "won and booked")
    LOST = "lost", pgettext_lazy("lottery entry", "did not win")
    VOID = "void", pgettext_lazy("lottery entry", "win given back")


ENTRY = Life(
    EntryState,
    EntryState.ENTERED,
    [
        Transition(
            "withdraw_entry",
            ("entered",),
            "withdrawn",
            pgettext_lazy("lottery entry", "Withdraw the entry"),
            pgettext_lazy("lottery entry", "Withdrawn"),
        ),
        Transition(
            "enter_again",
            ("withdrawn",),
            "entered",
            pgettext_lazy("lottery entry", "Enter again"),
            pgettext_lazy("lottery entry", "Entered again"),
        ),
        Transition(
            "exclude_entry",
            ("entered",),
            "excluded",
            pgettext_lazy("lottery entry", "Count once with the other entry"),
            pgettext_lazy("lottery entry", "Counted once with another entry"),
        ),
        Transition(
            "win", ("entered",), "won", pgettext_lazy("lottery entry", "Won"), pgettext_lazy("lottery entry", "Won")
        ),
        Transition(
            "lose",
            ("entered",),
            "lost",
            pgettext_lazy("lottery entry", "Not won"),
            pgettext_lazy("lottery entry", "Did not win"),
        ),
        Transition(
            "keep_win",
            ("won",),
            "kept",
            pgettext_lazy("lottery entry", "Confirm the win"),
            pgettext_lazy("lottery entry", "Confirmed"),
        ),
        Transition(
            "give_back",
            ("won", "kept"),
            "void",
            pgettext_lazy("lottery entry", "Give the win back"),
            pgettext_lazy("lottery entry", "Given back"),
        ),
    ],
)
