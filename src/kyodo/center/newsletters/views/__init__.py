"""Views of the newsletters."""
