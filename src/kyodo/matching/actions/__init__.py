"""What is written about needs, offers and introductions."""
