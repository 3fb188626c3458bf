"""Invoices, receipts and the closing sheet as paper, in the form that Japanese counters use; always in Japanese."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import override

from kyodo.center.bookings.models import Closing, Paper, Posting
from kyodo.center.bookings.states import Method
from kyodo.center.bookings.till import MONEY
from kyodo.kernel.clock.eras import era_text
from kyodo.kernel.paper.press import pdf, pictures
from kyodo.kernel.text.postcode import postcode_text
from kyodo.ui.words import jp_date

RECEIPT, CLOSING = "bookings/paper/receipt.typ", "bookings/paper/closing.typ"
#: From this sum on a receipt may need a revenue stamp (印紙税法 別表第一 第17号文書).
STAMP_FROM = 50_000


def paper_data(paper: Paper) -> dict[str, Any]:
    """Return what stands on an invoice or a receipt."""
    data, is_receipt = paper.data, paper.kind == Paper.Kind.RECEIPT
    return {
        "title": "領収書" if is_receipt else "請求書",
        "is_receipt": is_receipt,
        "number": paper.number,
        "day": f"{era_text(paper.issued_on)}",
        "to": data["to"],
        "yen": f"{paper.yen:,}",
        "proviso": _proviso(data),
        "booking": data["booking"],
        "method": {"cash": "現金", "transfer": "振込", "online": "オンライン決済"}.get(_method(paper), ""),
        "issuer": {**data["issuer"], "postcode": _postcode(data["issuer"]["postcode"])},
        "is_again": paper.copies > 1,
        "copy": paper.copies,
        "is_void": bool(paper.posting and paper.posting.is_reversed),
        "stamp": "" if not is_receipt else "box" if paper.yen >= STAMP_FROM else "none",
        "is_demo": data["is_demo"],
    }


def _method(paper: Paper) -> str:
    return paper.posting.method if paper.posting else Method.NONE


def _postcode(digits: str) -> str:
    return postcode_text(digits) if digits else ""


def _proviso(data: dict[str, Any]) -> str:
    """Return the ただし書き: what the money is for."""
    begin, end = datetime.fromisoformat(data["starts_at"]), datetime.fromisoformat(data["ends_at"])
    if data["is_yearly"]:
        return f"{data['resource']} 使用料（{jp_date(begin.date())}から）"
    return f"{data['resource']} 使用料（{jp_date(begin.date())} {begin:%-H:%M}～{end:%-H:%M}）"


def paper_pdf(paper: Paper) -> bytes:
    """Return an invoice or a receipt as PDF."""
    with override(settings.LANGUAGE_CODE):
        return pdf(RECEIPT, paper_data(paper))


def paper_pictures(paper: Paper, ppi: float = 60) -> list[bytes]:
    """Return its pages as PNG."""
    with override(settings.LANGUAGE_CODE):
        return pictures(RECEIPT, paper_data(paper), ppi)


def closing_data(closing: Closing, lines: Sequence[Posting]) -> dict[str, Any]:
    """Return what stands on the day's closing sheet."""
    kinds = {"payment": "入金", "refund": "返金", "reversal": "取消"}
    methods = {"cash": "現金", "transfer": "振込", "online": "オンライン"}
    return {
        "title": f"日計表 {era_text(closing.day)}",
        "place": closing.facility.name,
        "rows": [
            [line.booking.code, line.booking.resource.name, kinds[line.kind], methods[line.method], f"{-line.yen:,}"]
            for line in lines
        ],
        "totals": [
            [label, f"{-sum(line.yen for line in lines if line.method == key):,}"] for key, label in methods.items()
        ],
        "money": [
            [f"{coin:,}円", closing.counted.get(str(coin), 0), f"{coin * closing.counted.get(str(coin), 0):,}"]
            for coin in MONEY
        ],
        "counted": f"{closing.counted_yen:,}",
        "float": f"{closing.float_yen:,}",
        "ledger": f"{closing.ledger_yen:,}",
        "difference": f"{closing.difference:+,}" if closing.difference else "0",
        "reason": closing.reason,
        "counted_by": closing.counted_by.name,
        "checked_by": closing.checked_by.name if closing.checked_by else "",
    }


def closing_pdf(closing: Closing, lines: Sequence[Posting]) -> bytes:
    """Return the closing sheet as PDF."""
    with override(settings.LANGUAGE_CODE):
        return pdf(CLOSING, closing_data(closing, lines))
