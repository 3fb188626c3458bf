"""Bringing in a file of organizations: it is read, laid before a person row by row, and only then applied.

=============  =====================================================================
``decode``     bytes → a header and rows: zip or plain, every encoding offices use
``cells``      one cell → a value, and in words what was done to it
``layouts``    a row → an organization: the NPO portal's file and our own template
``plan``       what would become of each row: new, changes, no change, not imported
``actions``    preview, apply, discard, erase after 90 days
=============  =====================================================================
"""
