"""What is read about needs, offers and introductions."""
