"""The audit: one row for every change, append-only, chained by hashes.

Rows say who did what to which thing, when and by which channel. They hold no content,
so erasing a person never has to touch them.
"""
