from kyodo.kernel.registry import PUBLIC_TABLES

PUBLIC_TABLES.hang("clock_holiday", "clock_holidaylist")
