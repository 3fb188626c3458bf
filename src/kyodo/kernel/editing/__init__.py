"""Editing in the CMS: what the look-up tables of all rooms share.

A room's ``admin.py`` says which of its models staff edit, with which panels and columns,
on :class:`~kyodo.kernel.editing.lookups.Lookups`. Audit and search follow by themselves.
"""
