"""All addresses. Whatever a library answers is declared with the rule that it keeps itself.

Japanese pages have no prefix; the same page in English stands under ``/en/``, so that a
language is an address and needs no cookie.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from kyodo.commons.people.views import my_page
from kyodo.kernel.permissions import FOREIGN, ForeignUrls, anyone, open_to
from kyodo.navigator.views.search import search
from kyodo.site import published, views
from kyodo.site.addresses import room
from kyodo.site.api import api
from kyodo.site.cms.account import own_settings
from kyodo.site.cms.chrome import words
from kyodo.site.cms.gate import gated
from kyodo.site.cms.uploads import picture
from kyodo.site.opendata import views as data_views

FOREIGN.hang(
    ForeignUrls("sign-in/", anyone, "allauth: whoever is not signed in signs in here"),
    ForeignUrls("api/v1/", anyone, "the read API gives what an anonymous visitor may see, and nothing else"),
    ForeignUrls("documents/", anyone, "papers of the CMS; those of a closed collection by its own rule"),
    ForeignUrls("_util/", anyone, "Wagtail's own doors to pages that an editor closed with a password"),
    ForeignUrls(r"((?:[\w\-]+/)*)$", anyone, "Wagtail serves published pages only, and private ones by their own rule"),
)

#: The CMS signs nobody in by itself: one door, with the second factor behind it.
cms_sign_in = open_to(anyone)(RedirectView.as_view(pattern_name="account_login", query_string=True))

app_patterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("my/", my_page, name="my_page"),
    path("preferences/", views.preferences, name="preferences"),
    path("ui/", include("kyodo.ui.urls")),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("data/", data_views.catalog, name="data"),
    path("data/<slug:slug>/", data_views.data_set, name="data_set"),
    path("sign-in/", include("allauth.urls")),
    room("kyodo.commons.people.urls"),
    room("kyodo.commons.actors.urls"),
    room("kyodo.commons.asks.urls"),
    room("kyodo.commons.places.urls"),
    # Before the events, whose names would be taken for it: /events/calls/.
    room("kyodo.center.courses.urls"),
    room("kyodo.commons.gatherings.urls"),
    path("search/", search, name="search"),
    room("kyodo.navigator.urls"),
    room("kyodo.casebook.urls"),
    room("kyodo.diagrams.urls"),
    room("kyodo.timeline.urls"),
    room("kyodo.matching.urls"),
    room("kyodo.center.bookings.urls"),
    room("kyodo.center.consultations.urls"),
    room("kyodo.center.newsletters.urls"),
    room("kyodo.navigator.place_urls"),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", published.robots, name="robots"),
    path("sitemap.xml", published.sitemap, name="sitemap"),
    path("feed.atom", published.feed, name="feed"),
    path(".well-known/security.txt", published.security, name="security"),
    path("api/v1/", api.urls),
    path("data/", include("kyodo.site.opendata.urls")),
    path("files/", include("kyodo.kernel.files.urls")),
    path("media/images/<str:name>", picture),
    path("documents/", include(wagtaildocs_urls)),
    room("kyodo.kernel.notices.urls"),
    path("cms/login/", cms_sign_in),
    path("cms/account/", own_settings),
    path("cms/jsi18n/", words),
    path("cms/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, gated))),
    *i18n_patterns(*app_patterns, path("", include(wagtail_urls)), prefix_default_language=False),
]
