"""A joint work (協働): its partners, the typed ties between them, and its life from an idea to its end.

DONE TOGETHER. Partners are organizations of the directory or bodies that are only named yet; a
partner is named in public once it has confirmed. Diagrams, cases, grants and introductions are
drawn from it or lead to it.
"""
