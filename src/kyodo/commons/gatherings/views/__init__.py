"""Pages of events: what visitors read, what keepers do, the import desk."""
