"""The house's settings with the one address of the floor of a booking."""

from kyodo.site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare_cells"
