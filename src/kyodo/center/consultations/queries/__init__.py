"""Reads: free times, the desk's day, one consultation, figures."""
