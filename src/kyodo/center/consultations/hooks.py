from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.consultations import clockwork, pack, rules
from kyodo.center.consultations.actions.letters import NOTICE, REMINDER_NOTICE
from kyodo.center.consultations.demo import make_sample_consultations
from kyodo.center.consultations.models import Consultation
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, Limit, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.packs.kinds import PACK_KINDS
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import DEMO, MENU, PUBLIC_TABLES, RETENTION, DemoStep, MenuItem, Period
from kyodo.kernel.trail.walk import KINDS, Stop, TrailKind

#: Strangers can cause these to be sent to an address that may not be theirs; one who moves twice is no stranger.
_FEW = (Limit(6, timedelta(hours=1)), Limit(12, timedelta(days=1)))


def _consultation_stop(who: Who, key: str) -> Stop | None:
    """Tell that something grew out of a consultation; which one, only to whoever may read it."""
    found = Consultation.objects.filter(pk=key).first()
    if found is None:
        return None
    kind = pgettext_lazy("noun", "consultation")
    if rules.may_read(who, found):
        return Stop(kind, found.code, found.get_absolute_url())
    return Stop(kind, str(_("what was told at a desk; not public")), "", is_open=False)


MENU.hang(
    MenuItem("consult", pgettext_lazy("menu", "Be consulted"), "consultations:start", "support", 12),
    MenuItem(
        "consultations", pgettext_lazy("menu", "Consultations"), "consultations:day", "desk", 20,
        shown_to=lambda who: bool(rules.consults(who)),
    ),
    MenuItem(
        "consultants", pgettext_lazy("menu", "Who consults where"), "consultations:consultants", "desk", 92,
        shown_to=lambda who: bool(rules.appoints(who)),
    ),
)  # fmt: skip
PACK_KINDS.hang(*pack.KINDS)
PUBLIC_TABLES.hang("consultations_theme", "consultations_service")
KINDS.hang(TrailKind("consultations.consultation", _consultation_stop))
NOTICE_KINDS.hang(
    NoticeKind(
        NOTICE, _("receipt of an appointment"), Urgency.NOW, limits=_FEW, is_capped=False,
    ),
    NoticeKind(REMINDER_NOTICE, _("reminder of an appointment"), Urgency.NOW, is_capped=False),
)  # fmt: skip
RETENTION.hang(
    Period(
        "closed_consultations", _("what was told at a desk, and who told it"),
        _("For a year after the end somebody may come back to it."), 365, clockwork.forget_closed,
    ),
    Period(
        "withdrawn_consultations", _("consultations that were taken back"),
        _("For a month the desk may ask whether another time suits."), 30, clockwork.forget_withdrawn,
    ),
)  # fmt: skip
JOBS.hang(
    Job("consultations.remind", _("remind of tomorrow's appointments"), clockwork.remind, daily_at=time(10, 0)),
)
DEMO.hang(DemoStep("consultations", make_sample_consultations, order=80))
