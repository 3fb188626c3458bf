from kyodo.center.bookings import lottery_hooks  # noqa: F401 - hangs what the lottery and the cash book offer
from kyodo.kernel.registry import PUBLIC_TABLES

PUBLIC_TABLES.hang("bookings_resource", "bookings_resource_units", "bookings_conditions", "bookings_postednotice")
