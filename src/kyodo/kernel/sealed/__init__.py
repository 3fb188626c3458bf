"""Sealed: text that lies in the database encrypted, each record under a key of its own.

A record's key is itself wrapped by the site's key, which is in no database and no archive. Whoever
deletes the record's key has deleted its texts, wherever copies of their rows may lie. A sealed text is
opened by name (:func:`kyodo.kernel.sealed.keys.opened`), never by writing, printing or searching it.
"""
