"""The only SQL of the search: one module a database, written from tokens only."""
