"""11 協働のあゆみ: the city's way of collaboration, from its first trust-building to today.

Milestones are written by hand with their sources, or hang here by themselves from other rooms; a
date says how much of it is known.
"""
