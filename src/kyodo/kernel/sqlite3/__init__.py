"""Django's SQLite with a queue: whoever wants to write first, writes first."""
