"""The house's settings without its middleware, for the floor of a booking."""

from kyodo.site.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.bare_cells"
