"""How allauth makes an account here: every account belongs to a person."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest

from kyodo.commons.people.actions import register_person
from kyodo.commons.people.models import Account, ContactKind, ContactPoint
from kyodo.kernel.notices.backend import KIND_HEADER, UNSOLICITED_KIND
from kyodo.kernel.permissions import NOBODY

#: Without letters that look like numbers: sign-in names are also read out on the phone.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
#: Mails that a stranger can cause to any address by typing it: they have the strictest limit.
UNSOLICITED_MAILS = ("email_confirmation_signup", "account_already_exists", "unknown_account")


def sign_in_name() -> str:
    """Return a short random sign-in name such as ``k7m2-q9xd``; it tells nothing about the person."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing up registers a person and keeps the mail address as a contact point."""

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        if template_prefix.endswith(UNSOLICITED_MAILS):
            headers = {**(headers or {}), KIND_HEADER: UNSOLICITED_KIND}
        mail: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        return mail

    def populate_username(self, request: HttpRequest, user: Account) -> None:
        user.username = user.username or sign_in_name()

    def save_user(self, request: HttpRequest, user: Account, form: Any, commit: bool = True) -> Account:
        with transaction.atomic():
            person = register_person(
                name=form.cleaned_data["name"],
                name_reading=form.cleaned_data.get("name_reading", ""),
                by=NOBODY,
                channel="web",
            )
            user.person = person
            account: Account = super().save_user(request, user, form, commit)
            if account.email:
                ContactPoint.objects.create(
                    person=person, kind=ContactKind.MAIL, value=account.email, is_preferred=True
                )
        return account


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names the site on passkeys and in authenticator apps."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "kyodo"}
