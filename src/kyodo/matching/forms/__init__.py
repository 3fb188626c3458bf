"""What people type about needs, offers and introductions."""
