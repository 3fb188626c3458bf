"""Reads for the pages of the navigation site."""
