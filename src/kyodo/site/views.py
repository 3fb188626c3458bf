"""The roof's own pages."""

from functools import partial

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import anyone, open_to
from kyodo.kernel.registry import PANELS

YEAR = 60 * 60 * 24 * 365


@open_to(anyone)
def home(request: HttpRequest) -> HttpResponse:
    """Show the front door: one sentence, one search box, four doors, and what is on today."""
    # Panels of the home page show public data, by the minute; so they are the same for everybody.
    now = (int(timezone.now().timestamp() // 60), get_language())
    panels = [
        (panel, remember(("home", panel.key, *now), partial(panel.read, request)))
        for panel in PANELS
        if panel.page == "home"
    ]
    context = {"panels": [(p, c) for p, c in panels if c is not None], "minute": now[0]}
    return render(request, "site/home.html", context)


@open_to(anyone)
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Let a visitor choose how pages look; the choice stays in a cookie of this browser only."""
    following = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure()):
        following = "/"
    if request.method == "POST":
        response = redirect(following)
        ruby = "1" if request.POST.get("ruby") == "1" else "0"
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("kyodo_ruby", ruby, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
        return response
    return render(request, "site/preferences.html", {"next": following})


@open_to(anyone)
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 once the database answers."""
    connection.ensure_connection()
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@open_to(anyone)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility policy (みんなの公共サイト運用ガイドライン asks for one)."""
    text = f"site/texts/accessibility.{get_language()}.html"
    return render(request, "site/text.html", {"heading": _("Accessibility policy"), "text": text})


@open_to(anyone)
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell how the site handles data about people."""
    text = f"site/texts/privacy.{get_language()}.html"
    return render(request, "site/text.html", {"heading": _("How we handle personal data"), "text": text})
