from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.registry import MENU, OPEN_DATA, SITEMAP, MenuItem, SitemapSource
from kyodo.site.cms.traces import publish_scheduled
from kyodo.site.opendata.catalog import addresses as data_addresses
from kyodo.site.opendata.listing import LISTING

MENU.hang(MenuItem("data", _("Open data"), "data", "know", 90))
OPEN_DATA.hang(LISTING)
SITEMAP.hang(SitemapSource("data", data_addresses))
JOBS.hang(Job("cms", _("pages published by date"), publish_scheduled, every=timedelta(minutes=5)))
