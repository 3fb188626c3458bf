"""What is told about mandates: to the association in plain words, and to the desk."""

from datetime import date

from kyodo.commons.actors.mandates.accounts import account_of
from kyodo.commons.actors.mandates.queries import last_day, why_ended
from kyodo.commons.actors.mandates.wording import NEVER, powers_of
from kyodo.commons.actors.models import Mandate
from kyodo.commons.actors.telling import add_paper, path_of, tell, tell_desk

ACCOUNT, OVER, PROPOSED = "actors.mandate_account", "actors.mandate_over", "actors.mandate_proposed"


def tell_over(mandate: Mandate) -> None:
    """Tell the desk that a mandate is over, and the holder whose time ran out and who reads mail; in the transaction
    that ended it. Whoever follows on the seat learns of it with the sheet that is proposed.
    """
    why = why_ended(mandate)
    context = {"mandate": mandate, "why": why}
    page = path_of("actors:mandate", mandate.actor.slug, mandate.pk)
    if why == "date":
        tell(
            seat=mandate.holding.seat, key=f"mandate:{mandate.pk}:over", kind=OVER, template="actors/notices/over.txt",
            page=page, about=mandate, context=context,
        )  # fmt: skip
    tell_desk(
        key=f"mandate:{mandate.pk}:over:desk", kind=OVER, template="actors/notices/over_desk.txt", page=page,
        about=mandate, context=context,
    )  # fmt: skip


def tell_proposed(mandate: Mandate) -> None:
    """Tell whoever holds the seat now what the predecessor had signed; the sheet to sign goes onto the desk's list."""
    seat, key = mandate.holding.seat, f"mandate:{mandate.pk}:proposed"
    tell(
        seat=seat, key=key, kind=PROPOSED, template="actors/notices/proposed.txt", about=mandate,
        page=path_of("actors:mandate", mandate.actor.slug, mandate.pk),
        context={"mandate": mandate, "powers": powers_of(mandate), "never": NEVER, "last_day": last_day(mandate)},
    )  # fmt: skip
    sheet = path_of("actors:mandate_paper", mandate.actor.slug, mandate.pk)
    add_paper(seat=seat, key=f"{key}:sheet", title=f"委任の用紙（{mandate.intermediary}）", path=sheet)


def tell_account(mandate: Mandate, month: date) -> str:
    """Send the account of a month, or put it on the list of papers; returns "mail" or "paper", "" without an act."""
    account = account_of(mandate, month)
    if not account.acts:
        return ""
    written = f"{month:%Y-%m}"
    where = (mandate.actor.slug, mandate.pk, written)
    title = f"{month.year}年{month.month}月の報告（{mandate.intermediary}）"
    return tell(
        seat=mandate.holding.seat, key=f"mandate:{mandate.pk}:account:{written}", kind=ACCOUNT,
        template="actors/notices/account.txt", page=path_of("actors:mandate_account", *where), about=mandate,
        context={"mandate": mandate, "month": month, "acts": account.acts},
        paper=(title, path_of("actors:mandate_account_paper", *where)),
    )  # fmt: skip
