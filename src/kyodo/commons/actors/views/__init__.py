"""Pages of organizations: their entries, their seats, the import desk."""
