"""Reads about rooms and bookings, each at a constant number of queries."""
