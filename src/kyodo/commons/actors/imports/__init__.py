"""Bringing in a file of organizations: it is read, laid before a person row by row, and only then applied.

What a file is made of is read by :mod:`kyodo.kernel.imports`.

=============  =====================================================================
``layouts``    a row → an organization: the NPO portal's file and our own template
``plan``       what would become of each row: new, changes, no change, not imported
``actions``    preview, apply, discard, erase after 90 days
=============  =====================================================================
"""
