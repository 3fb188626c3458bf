"""The one analyzer: what a text is taken apart into, and what a query asks for.

Nothing here knows a database. ``fold`` makes spellings equal, ``words`` asks the
dictionary, ``tokens`` makes a document's tokens, ``query`` makes a tree of tokens.
"""

#: Raised whenever the tokens of a document change; stored documents of another one are drift.
VERSION = "1"
