"""Open data ``/data/``: what rooms hang on the wall ``OPEN_DATA``, as pages, files and catalogues.

===============  =====================================================================
``catalog``      the sets as pages and catalogues need them, kept by the version of public data
``files``        one set as CSV and as JSON, written row by row
``tabular``      its columns for machines: CSVW, and the table schema of a data package
``dcat``         the catalogue as DCAT-AP 3: JSON-LD and Turtle from the same nodes
``linked_data``  the pages in the words of schema.org
``bundle``       everything as one zip: a Frictionless data package
``listing``      the list of data sets as a data set of its own (オープンデータ一覧)
===============  =====================================================================

A set gives what an anonymous visitor may see, and nothing else; the roof knows no room behind it.
"""
