"""The clock: Tokyo time, half-open periods, Japanese eras, fiscal years, holidays, days on which a door is closed.

``now`` and ``today`` are the only way to ask for the present. Dates and rules are pure
functions; only :func:`kyodo.kernel.clock.holidays.calendar` reads the database.
"""
