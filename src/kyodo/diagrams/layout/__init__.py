"""Where everything of a relationship diagram stands: plain values in, coordinates out, the same for the same input.

The joint work stands in the middle. Each kind of actor has its bank and its order there, intermediaries
stand between the banks. What passes between two partners has a plate of its own in the middle column, and
its line runs to both of them through a zone of vertical lanes. Plates stand below each other, lanes lie beside
each other: so nothing can cover anything, by construction and not by search.
"""
