"""Search over the whole house: one analyzer, one index, any database.

Rooms hang a :class:`~kyodo.kernel.search.sources.SearchSource` on
:data:`~kyodo.kernel.search.sources.SOURCES` in their ``hooks.py`` and call
:func:`kyodo.kernel.search.index.put` or :func:`~kyodo.kernel.search.index.drop` in the very
transaction that changes the record. Pages and the API call
:func:`kyodo.kernel.search.find.find`. ``kyodo reindex`` writes the index anew and
``kyodo check`` compares it with its sources.

====================  ==============================================================
``sources``           what a document is; the wall on which rooms hang their sources
``index``             put, put_many, drop, rebuild
``find``              find(text, who=…) → results with facets, snippets, did you mean
``analyzer``          text → tokens, query → a tree of tokens; the same for any database
``taught``            the synonyms and local readings that staff edit
``stores``            the only SQL: one module a database, behind one interface
``drift``             what ``kyodo check`` finds
====================  ==============================================================
"""
