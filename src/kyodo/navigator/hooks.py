from django.utils.translation import gettext_lazy as _

from kyodo.kernel.registry import (
    API_ROUTERS,
    DEMO,
    FEEDS,
    MENU,
    OPEN_DATA,
    PANELS,
    PUBLIC_TABLES,
    SITEMAP,
    DemoStep,
    FeedSource,
    MenuItem,
    Panel,
    SitemapSource,
)
from kyodo.kernel.search.followers import FOLLOWERS
from kyodo.kernel.search.sources import SOURCES
from kyodo.navigator import api, demo, mentioned, pack  # noqa: F401 - pack hangs itself
from kyodo.navigator.documents import KINDS
from kyodo.navigator.opendata import SUPPORT
from kyodo.navigator.queries import home, sitemap

MENU.hang(
    MenuItem("guides", _("Guides"), "navigator:guides", "know", 10),
    MenuItem("figures", _("The city in figures"), "navigator:figures", "know", 20),
    MenuItem("videos", _("Videos"), "navigator:videos", "know", 30),
    MenuItem("places", _("Places"), "places:list", "connect", 20),
    MenuItem("desks", _("Desks to ask"), "places:desks", "connect", 30),
    MenuItem("finder", _("Find your support with three questions"), "navigator:finder", "support", 10),
    MenuItem("support", _("All support programmes"), "navigator:support", "support", 20),
    MenuItem("ask", _("Where to ask and to be heard"), "places:desks", "voice", 50),
)
PANELS.hang(
    Panel("open_places", "home", "navigator/home_places.html", home.open_places, 10),
    Panel("closing", "home", "navigator/home_closing.html", home.closing, 20),
    Panel("figures", "home", "navigator/home_figures.html", home.figures, 40),
    Panel("new", "home", "navigator/home_new.html", home.new_on_home, 30),
)
SOURCES.hang(*(kind.source for kind in KINDS.values()))
FOLLOWERS.hang(*mentioned.FOLLOWERS)
PUBLIC_TABLES.hang(
    "navigator_supportprogramme",
    "navigator_supportprogramme_fields",
    "navigator_supportprogramme_wards",
    "navigator_dataset",
    "navigator_datasetrow",
    "navigator_video",
    "wagtailimages_image",
    "navigator_guidepage",
    "navigator_guideindexpage",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "actors_field",
)
OPEN_DATA.hang(SUPPORT)
SITEMAP.hang(SitemapSource("navigator", sitemap.addresses))
FEEDS.hang(FeedSource("navigator", _("New support programmes and guides"), home.new_entries))
API_ROUTERS.hang(("support", api.support), ("places", api.places), ("search", api.search))
DEMO.hang(DemoStep("navigator", demo.make, 50))
