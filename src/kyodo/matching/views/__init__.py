"""Pages of needs, offers and the desk."""
