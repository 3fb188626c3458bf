"""The papers of mandates: one A4 to sign, and the monthly account on one page. In Japanese, as paper is."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import override

from kyodo.commons.actors.mandates.accounts import Account
from kyodo.commons.actors.mandates.queries import last_day
from kyodo.commons.actors.mandates.wording import NEVER, ticked
from kyodo.commons.actors.models import Mandate
from kyodo.commons.actors.telling import desk_words, path_of
from kyodo.kernel.clock.now import day_of
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.paper.press import pdf
from kyodo.ui.words import jp_date

TO_SIGN, ACCOUNT = "actors/paper/mandate.typ", "actors/paper/account.typ"


def to_sign(mandate: Mandate) -> bytes:
    """Return the sheet that the association signs, as PDF."""
    with override(settings.LANGUAGE_CODE):
        return pdf(TO_SIGN, sheet_to_sign(mandate))


def sheet_to_sign(mandate: Mandate) -> dict[str, Any]:
    """Return what stands on the sheet to sign."""
    address = f"{settings.SITE_URL}{path_of('actors:mandate', mandate.actor.slug, mandate.pk)}"
    return {
        "title": f"委任の用紙　{mandate.actor}",
        **_sides(mandate),
        "seat": mandate.holding.seat.title,
        "person": mandate.holding.person.name,
        "powers": [[given, str(label), str(why)] for given, label, why in ticked(mandate)],
        "never": str(NEVER),
        "since": jp_date(mandate.since, "era"),
        "until": jp_date(last_day(mandate), "era"),
        "qr": qr_svg(address),
        "address": address.partition("://")[2],
        **desk_words(),
    }


def account(made: Account) -> bytes:
    """Return the account of a month on one page, as PDF."""
    with override(settings.LANGUAGE_CODE):
        return pdf(ACCOUNT, sheet_of_account(made))


def sheet_of_account(made: Account) -> dict[str, Any]:
    """Return what stands on the account of a month."""
    mandate, month = made.mandate, made.month
    last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    address = f"{settings.SITE_URL}{path_of('actors:mandate', mandate.actor.slug, mandate.pk)}"
    return {
        "title": f"{month.year}年{month.month}月の報告　{mandate.actor}",
        **_sides(mandate),
        "seat": mandate.holding.seat.title,
        "month": f"{month.year}年{month.month}月",
        "period": f"{jp_date(month, 'era')}から{jp_date(last, 'era')}まで",
        "acts": [
            [jp_date(day_of(act.at), "short"), act.what, act.get_power_display(), act.by.name if act.by else ""]
            for act in made.acts
        ],
        "until": jp_date(last_day(mandate), "era"),
        "qr": qr_svg(address),
        "address": address.partition("://")[2],
        **desk_words(),
    }


def _sides(mandate: Mandate) -> dict[str, Any]:
    return {
        "actor": mandate.actor.name,
        "reading": mandate.actor.name_reading,
        "intermediary": mandate.intermediary.name,
        "intermediary_phone": mandate.intermediary.phone,
        "is_demo": mandate.is_demo,
    }
