from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.public import HANDOVER, SUCCESSION
from kyodo.commons.asks import clockwork, conversation, guesses, handover, letters, rules
from kyodo.commons.asks.demo import make_sample_asks
from kyodo.commons.asks.kinds import ASK_KINDS, PLAIN, AskKind
from kyodo.kernel.files.rules import FILE_RULES, FileRule
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.registry import DEMO, MENU, DemoStep, MenuItem

#: A slip as it came back, or a photograph of it.
SCAN = "asks.scan"

ASK_KINDS.hang(AskKind(PLAIN, _("question of the desk")), *handover.KINDS)
HANDOVER.hang(*handover.SECTIONS)
SUCCESSION.hang(handover.SUCCESSOR)
NOTICE_KINDS.hang(
    NoticeKind(letters.FIRST, pgettext_lazy("ask", "question"), Urgency.NOW),
    NoticeKind(letters.REMINDER, _("reminder of a question"), Urgency.DIGEST),
    NoticeKind(conversation.SAID, _("answer to what came by LINE"), Urgency.NOW, is_capped=False),
)
JOBS.hang(
    Job(
        "asks.go_on", _("remind of questions and end those that are over"), clockwork.go_on, every=timedelta(minutes=10)
    ),
    Job("asks.forget", _("forget counts of wrong codes"), guesses.forget, every=timedelta(days=1)),
    Job("asks.forget_line", _("forget events of LINE"), conversation.forget, every=timedelta(days=1)),
)
FILE_RULES.hang(FileRule(SCAN, rules.may_keep))
MENU.hang(
    MenuItem(
        "asks", pgettext_lazy("desk", "Questions and answers"), "asks:day", "desk", 20,
        shown_to=lambda who: bool(rules.keeps_asks(who)),
    ),
    MenuItem(
        "replies", _("Type in answers"), "asks:replies", "desk", 21, shown_to=lambda who: bool(rules.keeps_asks(who))
    ),
)  # fmt: skip
DEMO.hang(DemoStep("asks", make_sample_asks, order=60))
