"""All addresses. Whatever a library answers is declared with the rule that it keeps itself."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from kyodo.kernel.permissions import FOREIGN, ForeignUrls, anyone, signed_in
from kyodo.site import views

FOREIGN.hang(
    ForeignUrls("cms/", signed_in, "Wagtail asks for its own permission on every page of its administration"),
    ForeignUrls("sign-in/", anyone, "allauth: whoever is not signed in signs in here"),
    ForeignUrls("pages/", anyone, "Wagtail serves published pages only, and private ones by their own rule"),
)

app_patterns = [
    path("", views.home, name="home"),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("cms/", include(wagtailadmin_urls)),
    path("sign-in/", include("allauth.urls")),
    *i18n_patterns(*app_patterns, prefix_default_language=False),
]
