"""What the production server runs. It refuses to start when an address has no rule."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyodo.site.settings")

application = get_wsgi_application()

from kyodo.kernel.permissions import check_urls  # noqa: E402  (Django must be set up first)
from kyodo.kernel.text.catalogues import join_catalogues  # noqa: E402

if undeclared := check_urls():
    raise SystemExit("\n".join(f"kyodo: {error.msg}" for error in undeclared))

join_catalogues()
