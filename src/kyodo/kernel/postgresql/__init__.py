"""Django's PostgreSQL, for whom some statements wait for the next one."""
