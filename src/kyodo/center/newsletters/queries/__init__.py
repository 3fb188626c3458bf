"""Reads about newsletters."""
