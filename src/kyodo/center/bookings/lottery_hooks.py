"""What the lottery, the cash book and the figures hang on the shared walls."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings import clockwork_lottery, lottery_retention, rules
from kyodo.center.bookings.lottery_demo import make_sample_lottery
from kyodo.center.bookings.queries import money
from kyodo.center.bookings.queries.lottery import sitemap, unsound_draws
from kyodo.center.bookings.steps.lottery_letters import ENTERED, RESULT
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.registry import (
    CHECKS,
    DEMO,
    MENU,
    PUBLIC_TABLES,
    RETENTION,
    SITEMAP,
    CheckItem,
    DemoStep,
    MenuItem,
    Period,
    SitemapSource,
)

# Neither entries nor bookings: pages that show them are read afresh, and all other pages stay as they are.
PUBLIC_TABLES.hang("bookings_round", "bookings_round_resources", "bookings_fee", "bookings_commonreduction")
MENU.hang(
    MenuItem("lottery", pgettext_lazy("menu", "Lottery of rooms"), "bookings:lottery", "support", 32),
    MenuItem(
        "lottery_desk", pgettext_lazy("menu", "Lottery at the counter"), "bookings:desk_lottery", "desk", 142,
        shown_to=lambda who: bool(rules.keeps_rooms(who)),
    ),
    MenuItem(
        "money", pgettext_lazy("menu", "Money at the counter"), "bookings:money", "desk", 144,
        shown_to=lambda who: bool(rules.keeps_rooms(who)),
    ),
)  # fmt: skip
NOTICE_KINDS.hang(
    NoticeKind(ENTERED, _("receipt of an entry in the lottery"), Urgency.NOW, is_capped=False),
    NoticeKind(RESULT, _("result of the lottery"), Urgency.NOW, is_capped=False),
)
JOBS.hang(
    Job("bookings.lottery", _("close lists and take late wins back"), clockwork_lottery.turn, timedelta(minutes=5))
)
SITEMAP.hang(SitemapSource("lottery", sitemap))
CHECKS.hang(
    CheckItem("draws", _("draws of the lottery are recomputed"), unsound_draws),
    CheckItem("ledger", _("lines of the ledger and their reversals"), money.unsound_lines),
)
RETENTION.hang(
    Period(
        "lottery_entries", _("who entered the lottery and what for; the published numbers stay"),
        _("For three years somebody may ask how it was drawn."), 1095, lottery_retention.forget_entries,
    ),
    Period(
        "receipts", _("to whom invoices and receipts were made out"),
        _("For ten years the books may be looked at; the sums stay."), 3650, lottery_retention.forget_names_on_papers,
    ),
)  # fmt: skip
DEMO.hang(DemoStep("lottery", make_sample_lottery, order=76))
