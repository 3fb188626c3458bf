from datetime import time

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.asks.public import ASK_KINDS, AskKind
from kyodo.commons.collaborations.public import AFTER_END, AfterEnd
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.registry import MENU, PUBLIC_TABLES, MenuItem
from kyodo.matching import clockwork, rules
from kyodo.matching.actions import followups, seasons

# Who is proposed to whom is kept for as long as none of these changes.
PUBLIC_TABLES.hang(
    "matching_need", "matching_need_fields", "matching_need_wards", "matching_need_districts", "matching_offer",
    "matching_offer_fields", "matching_offer_wards", "matching_introduction", "actors_capacity",
    "actors_capacity_themes",
)  # fmt: skip
BY = SYSTEM  # whoever answered stands with the reply
ASK_KINDS.hang(
    AskKind(
        followups.KIND, pgettext_lazy("ask", "did it help?"),
        lambda ask, reply: followups.keep_follow_up(ask=ask, reply=reply, by=BY, channel=reply.channel),
        lambda ask, reply: followups.forget_follow_up(ask=ask, by=BY, channel=reply.channel),
    ),
    AskKind(
        seasons.KIND, pgettext_lazy("ask", "can you take something on?"),
        lambda ask, reply: seasons.keep_capacity(ask=ask, reply=reply, by=BY, channel=reply.channel),
        lambda ask, reply: seasons.restore_capacity(ask=ask, by=BY, channel=reply.channel),
    ),
)  # fmt: skip
AFTER_END.hang(AfterEnd("matching", followups.stop_follow_ups))
JOBS.hang(
    Job("matching.follow_up", _("ask whether a joint work helped"), clockwork.follow_up, daily_at=time(9, 30)),
    Job("matching.season", _("ask associations how much they can take on"), clockwork.ask_season, daily_at=time(9, 40)),
)
MENU.hang(
    MenuItem(
        "weights", _("Weights of the ranking"), "matching:weights", "desk", 90,
        shown_to=lambda who: bool(rules.keeps_desk(who)),
    )
)  # fmt: skip
