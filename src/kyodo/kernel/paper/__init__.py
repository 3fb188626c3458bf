"""Paper: PDF and pictures of pages, set by typst with fonts of our own, so every machine prints the same.

A room keeps its sheets as ``templates/<room>/paper/<name>.typ``. What people wrote goes in as
data and is never markup; no address is requested and no font of the machine is used.
"""
