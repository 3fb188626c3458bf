"""2 事例集「協働まちづくりの実践」: cases that citizens can read, print, follow back and copy.

A case tells one collaboration: how it began, what was done, where it stumbled, what it cost, what
others can copy. Its cover is the relationship diagram of that collaboration.
"""
