"""Pages of the navigation site, and of places and desks."""
