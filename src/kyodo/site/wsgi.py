"""What the production server runs. It refuses to start when an address has no rule."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyodo.site.settings")

django.setup(set_prefix=False)

from kyodo.kernel.freshness.door import Door  # noqa: E402  (Django must be set up first)
from kyodo.kernel.permissions import check_urls  # noqa: E402
from kyodo.kernel.text.catalogues import join_catalogues  # noqa: E402

application = Door()

if undeclared := check_urls():
    raise SystemExit("\n".join(f"kyodo: {error.msg}" for error in undeclared))

join_catalogues()
