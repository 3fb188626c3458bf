"""The house's rules as plain functions: each returns one line for each breach, so a planted one can be shown."""
