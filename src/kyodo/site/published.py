"""What machines read of the site: robots, sitemap, the Atom feed and the security contact."""

from datetime import timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from kyodo.kernel.permissions import anyone, open_to
from kyodo.kernel.registry import FEEDS, SITEMAP

#: A sitemap file may hold this many addresses (sitemaps.org protocol).
SITEMAP_LIMIT = 50_000
SITEMAP_OPENS = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
FEED_LENGTH = 30
SECURITY_TXT_DAYS = 180


@open_to(anyone)
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of what is not for reading; everything else is open."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {path}" for path in ("/cms/", "/sign-in/", "/en/sign-in/", "/my/", "/desk/", "/files/")]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@open_to(anyone)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public address with its last change."""
    rows = [f"<url><loc>{escape(settings.SITE_URL)}/</loc></url>"]
    for source in SITEMAP:
        for path, changed in source.entries():
            last = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
            rows.append(f"<url><loc>{escape(settings.SITE_URL + path)}</loc>{last}</url>")
            if len(rows) >= SITEMAP_LIMIT:
                break
    rows = [SITEMAP_OPENS, *rows[:SITEMAP_LIMIT], "</urlset>"]
    return HttpResponse("".join(rows), content_type="application/xml; charset=utf-8")


@open_to(anyone)
def feed(request: HttpRequest) -> HttpResponse:
    """List what became public lately, newest first, as Atom."""
    entries = sorted((e for source in FEEDS for e in source.entries(FEED_LENGTH)), key=lambda e: e.at, reverse=True)
    atom = Atom1Feed(
        title=_("New entries"),
        link=f"{settings.SITE_URL}/",
        description="",
        language="ja",
        feed_url=f"{settings.SITE_URL}/feed.atom",
    )
    for entry in entries[:FEED_LENGTH]:
        link = settings.SITE_URL + entry.path
        atom.add_item(entry.title, link, entry.summary, unique_id=link, pubdate=entry.at, updateddate=entry.at)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@open_to(anyone)
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=SECURITY_TXT_DAYS)).replace(microsecond=0)
    lines = [f"Contact: mailto:{settings.SECURITY_CONTACT}", f"Expires: {expires.isoformat()}"]
    lines += ["Preferred-Languages: ja, en", f"Canonical: {settings.SITE_URL}/.well-known/security.txt", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
