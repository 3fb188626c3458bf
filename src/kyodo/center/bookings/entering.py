"""The three steps of an entry: what is shown, what goes along, and what is wrong."""

from typing import Any

from django.utils.translation import pgettext_lazy

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions import lottery as actions
from kyodo.center.bookings.actions.lottery_letters import tell_entered
from kyodo.center.bookings.forms.lottery import EntryForm
from kyodo.center.bookings.models import Entry, Round
from kyodo.center.bookings.queries.bookings import own_parties
from kyodo.commons.people.public import Person
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import Text

STEPS = (
    pgettext_lazy("lottery step", "Who takes part"),
    pgettext_lazy("lottery step", "Your wishes"),
    pgettext_lazy("lottery step", "Check and send"),
)
CHECK = 3


class Entering:
    """One entry on its way. ``data`` is what was sent, None for the first page."""

    def __init__(self, data: Any, round_: Round, who: Who):
        self.round, self.who = round_, who
        self.is_staff = bool(rules.keeps_rooms(who))
        self.parties = None if self.is_staff else list(own_parties(who))
        self.form = EntryForm(data, round_, self.parties)
        self.refusal: Text = ""
        self.shown = self._next(data) if data else 1

    def _next(self, data: Any) -> int:
        """Return the step that is shown: the next one, or the one whose fields are not right."""
        at = int(data["step"]) if data.get("step") in ("1", "2", "3") else 1
        if data.get("go") == "back":
            return max(at - 1, 1)
        for number, names in enumerate(self.form.steps, start=1):
            if number <= at and any(name in self.form.errors for name in names):
                return number
        return min(at + 1, CHECK)

    @property
    def status(self) -> int:
        """Return 422 where something that is shown is wrong."""
        return 422 if self.refusal or self._shows_errors() else 200

    def _shows_errors(self) -> bool:
        names = self.form.steps[self.shown - 1] if self.shown < CHECK else []
        return self.form.is_bound and self.form.data.get("step") == str(self.shown) and any(
            name in self.form.errors for name in names
        )  # fmt: skip

    def sent(self) -> Entry | None:
        """Enter when the check page was sent and all is right."""
        if not (self.form.is_bound and self.form.data.get("go") == "send" and self.form.is_valid()):
            return None
        channel = self.form.cleaned_data.get("channel") or "web"
        person = None if self.is_staff or not self.who.pk else Person.objects.filter(pk=self.who.pk).first()
        told = {**self.form.keywords(), "person": person, "round_": self.round}
        try:
            entry = actions.enter(by=self.who, channel=channel, **told)
            tell_entered(entry)
        except (Conflict, Refused, Unusable) as refusal:
            self.refusal, self.shown = refusal.message, CHECK
            return None
        return entry

    @property
    def context(self) -> dict[str, Any]:
        """Return what the page reads."""
        shown = self.form.steps[self.shown - 1] if self.shown < CHECK else []
        return {
            "round": self.round, "form": self.form, "step": self.shown, "steps": STEPS, "refusal": self.refusal,
            "fields": [self.form[name] for name in shown], "shows_errors": self._shows_errors(),
            "unseen": [field for field in self.form if field.name not in shown],
            "is_registered": self.is_staff or bool(self.parties), "wishes": self._told(),
        }  # fmt: skip

    def _told(self) -> list[Any]:
        return list(self.form.cleaned_data.get("wishes", [])) if self.shown == CHECK else []
