"""Files that people send: checked by content, drawn anew where they are pictures, given out by rule.

A file belongs to a thing and is served only through :mod:`kyodo.kernel.files.views`, which
asks the rule of its kind; nothing below ``MEDIA_ROOT`` has an address of its own.
"""
