"""The finder: three answers, and for each programme in words why it suits and why it may not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from kyodo.kernel.clock.now import day_of, now
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.support import LINE_COLUMNS, Line, Wanted, lines_of, matching, published
from kyodo.navigator.standing import Standing, is_stale, sections
from kyodo.navigator.states import Audience, Need, Stage

#: How many programmes the finder looks at, best standing first, and how many it shows.
LOOKED_AT, SHOWN = 60, 20
ANY = "any"


@dataclass(frozen=True)
class Answers:
    """What a visitor said: ``""`` not asked yet, ``any`` does not matter."""

    who: str = ""
    stage: str = ""
    need: str = ""

    @property
    def is_open_to_all(self) -> bool:
        """Whether nothing was narrowed down."""
        return self.who == self.stage == self.need == ANY

    @property
    def is_complete(self) -> bool:
        """Whether all three questions are answered."""
        return bool(self.who and self.stage and self.need)


@dataclass(frozen=True)
class Match:
    """A programme with the reasons that speak for it, and those that may stand against it."""

    line: Line
    reasons: Sequence[str] = field(default_factory=list)
    doubts: Sequence[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int]:
        """Fewest doubts first, then most reasons."""
        return (len(self.doubts), -len(self.reasons))


def matches(answers: Answers, memo: Memo, at: datetime | None = None) -> list[Match]:
    """Return the programmes for these answers, the best first, each with its reasons."""
    at = at or now()
    need = () if answers.need == ANY else (answers.need,)
    found = published().filter(matching(Wanted(need=need), at)).select_related("desk")
    columns = (*LINE_COLUMNS, "stages", "min_organizations", "min_members", "is_consultation_required")
    rows: list[SupportProgramme] = []
    for section in sections("deadline", at):
        if section.standing is not Standing.ENDED and len(rows) < LOOKED_AT:
            rows += found.only(*columns).filter(section.condition).order_by(*section.order)[: LOOKED_AT - len(rows)]
    judged = [judge(line, answers, at) for line in lines_of(rows, memo, at)]
    suits = [match for match in judged if match.reasons or answers.is_open_to_all]
    return sorted(suits, key=lambda match: match.weight)[:SHOWN]


def judge(line: Line, answers: Answers, at: datetime) -> Match:
    """Return why a programme suits these answers and why it may not, in words for the visitor."""
    reasons: list[str] = []
    doubts: list[str] = []
    programme = line.programme
    _who(programme, answers.who, reasons, doubts)
    _stage(programme, answers.stage, reasons, doubts)
    if answers.need not in ("", ANY):
        reasons.append(_("It helps with: %(need)s.") % {"need": Need(answers.need).label})
    if line.standing is Standing.CLOSED:
        doubts.append(_("The last round has closed. Ask the desk about the next one."))
    if is_stale(programme.confirmed_on, day_of(at)):
        doubts.append(_("Nobody has confirmed this entry for more than a year. Please phone the desk first."))
    return Match(line, reasons, doubts)


def _who(programme: SupportProgramme, who: str, reasons: list[str], doubts: list[str]) -> None:
    if who in ("", ANY):
        return
    label = {"who": Audience(who).label}
    if who in programme.for_whom:
        reasons.append(_("It is for you: %(who)s.") % label)
    elif not programme.for_whom:
        doubts.append(_("The sources do not say for whom it is. Please ask the desk."))
    else:
        others = _(", ").join(str(Audience(value).label) for value in programme.for_whom)
        doubts.append(_("It is meant for others: %(others)s.") % {"others": others})
    if who == Audience.PERSON and (programme.min_members or 0) > 1:
        doubts.append(_("You need at least %(n)d members.") % {"n": programme.min_members})


def _stage(programme: SupportProgramme, stage: str, reasons: list[str], doubts: list[str]) -> None:
    if stage in ("", ANY):
        return
    label = {"stage": Stage(stage).label}
    if stage in programme.stages:
        reasons.append(_("It suits your stage: %(stage)s.") % label)
    elif programme.stages:
        others = _(", ").join(str(Stage(value).label) for value in programme.stages)
        doubts.append(_("It is meant for another stage: %(others)s.") % {"others": others})
    if (programme.min_organizations or 0) > 1 and stage != Stage.TOGETHER:
        doubts.append(
            _("At least %(n)d organizations apply together, so you need a partner.")
            % {"n": programme.min_organizations}
        )
