"""An answer that the desk heard on the phone, at the counter or on paper."""

from django.db import transaction
from django.utils.translation import gettext as _

from kyodo.commons.asks.public import AskState, ReplyChannel, answer
from kyodo.commons.people.public import Person
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who
from kyodo.matching.models import Introduction, Side
from kyodo.matching.queries.introductions import whole
from kyodo.matching.states import DeclineReason, Role, SideAnswer
from kyodo.matching.steps.answers import FURTHER, NEAREST, side_answered


@transaction.atomic
def type_answer(
    *, introduction: Introduction, role: Role, said: SideAnswer, by: Who, channel: ReplyChannel, reason: str = "",
    words: str = "",
) -> Introduction:  # fmt: skip
    """Write down what a side said on the phone, on paper or at the counter; the side keeps the exact reason.

    Raises ``Unusable`` for a no without a reason, ``Conflict`` where nothing is asked of that side now.
    """
    if said == SideAnswer.NO and reason not in DeclineReason.values:
        raise Unusable(_("Please choose why they said no; one of the reasons is “another reason”."))
    side = Side.objects.select_related("ask").get(introduction=introduction, role=role)
    if side.ask is None or side.ask.state not in (AskState.OPEN, AskState.ANSWERED):
        raise Conflict(_("Nothing is asked of them at the moment. Please ask first, then write down the answer."))
    is_further = said == SideAnswer.NO and reason in FURTHER
    key = "yes" if said == SideAnswer.YES else NEAREST if is_further else reason
    exact = str(DeclineReason(reason).label) if is_further else ""
    spoken = "。".join(part for part in (exact, words.strip()) if part)
    typed_by = Person.objects.filter(pk=by.pk).first() if by.pk else None
    Side.objects.filter(pk=side.pk).update(answer=SideAnswer.WAITING, reason=reason if is_further else "")
    reply = answer(
        ask=side.ask, choice=side.ask.choices.get(key=key), words=spoken, typed_by=typed_by, by=by, channel=channel
    )
    side.refresh_from_db()
    if side.answer == SideAnswer.WAITING:  # the same answer a second time
        side_answered(side.ask, reply)
    return whole(Introduction.objects.all()).get(pk=introduction.pk)
