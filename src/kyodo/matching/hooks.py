from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import MANDATE_ENDED, MandateEnd
from kyodo.commons.asks.public import ASK_KINDS
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import MENU, MenuItem
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind
from kyodo.matching import askkinds, rules
from kyodo.matching.models import Introduction
from kyodo.matching.steps.letters import NOTICE
from kyodo.matching.steps.mandated import mandate_ended, sweep_mandates


def _introduction(who: Who, key: str) -> Stop | None:
    found = Introduction.objects.select_related("host", "guest", "offer").filter(pk=key).first()
    if found is None or not rules.keeps_desk(who):
        return None
    return Stop(pgettext_lazy("noun", "introduction"), str(found), found.get_absolute_url())


ASK_KINDS.hang(askkinds.HOST, askkinds.GUEST)
NOTICE_KINDS.hang(NoticeKind(NOTICE, _("letter of the desk"), Urgency.NOW, is_capped=False))
MANDATE_ENDED.hang(MandateEnd("matching", mandate_ended))
JOBS.hang(
    Job(
        "matching.mandates", _("ask associations themselves whose mandate is over"), sweep_mandates,
        every=timedelta(minutes=10),
    )
)  # fmt: skip
MENU.hang(
    MenuItem(
        "desk", pgettext_lazy("desk", "The desk's day"), "matching:desk", "desk", 10,
        shown_to=lambda who: bool(rules.keeps_desk(who)),
    )
)  # fmt: skip
KINDS.hang(TrailKind("matching.introduction", _introduction))
