"""What rooms may use of asks."""

from kyodo.commons.asks.actions import answer, end, forget_words, put_ask, reopen, resume, withdraw
from kyodo.commons.asks.burden import MANY, Meter, meter
from kyodo.commons.asks.codes import new_code, read_code
from kyodo.commons.asks.kinds import ASK_KINDS, PLAIN, AskKind
from kyodo.commons.asks.ladder import LADDER
from kyodo.commons.asks.models import Ask, Call, Choice, Reply
from kyodo.commons.asks.queries import Accountable, Addressed, accountable, address_of, current_reply, last_day
from kyodo.commons.asks.rules import keeps_asks
from kyodo.commons.asks.states import AskState, CallOutcome, ReplyChannel

__all__ = [
    "ASK_KINDS",
    "LADDER",
    "MANY",
    "PLAIN",
    "Accountable",
    "Addressed",
    "Ask",
    "AskKind",
    "AskState",
    "Call",
    "CallOutcome",
    "Choice",
    "Meter",
    "Reply",
    "ReplyChannel",
    "accountable",
    "address_of",
    "answer",
    "current_reply",
    "end",
    "forget_words",
    "keeps_asks",
    "last_day",
    "meter",
    "new_code",
    "put_ask",
    "read_code",
    "reopen",
    "resume",
    "withdraw",
]
