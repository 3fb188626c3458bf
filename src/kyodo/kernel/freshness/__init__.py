"""Freshness: a version of all public data, and pages served again to anonymous visitors.

Triggers in the database raise the version inside the very transaction that changes a
public table, so every process sees it with the commit and none has to be told.
"""
