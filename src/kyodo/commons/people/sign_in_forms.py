"""allauth's forms as this house uses them; apart from ``forms`` because allauth imports that one back."""

from typing import Any

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.forms import LoginForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class PasswordSignInForm(LoginForm):  # type: ignore[misc]
    """Sign-in by password, also for people whom the counter gave an account without a mail address."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Sign-in name or mail address")
        self.fields["login"].widget.attrs = {"autocomplete": "username"}
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""

    def _login_with_password(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, Any]
    ) -> HttpResponse:
        if not self.user.email:
            # There is no address to confirm: the counter saw the person when it gave the account.
            self._login.email_verification = EmailVerificationMethod.NONE
        answer: HttpResponse = super()._login_with_password(request, redirect_url, credentials)
        return answer


class PlainSignUpForm(SignupForm):  # type: ignore[misc]
    """Making an account asks for no password; whoever wants one sets it later."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields.pop("password1", None)
        self.fields["email"].label = _("Mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey signs in by itself unless its owner wants it as a second factor only."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["passwordless"].label = _("Sign in with this passkey alone")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True
