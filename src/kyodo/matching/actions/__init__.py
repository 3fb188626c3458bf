"""Writes: one function a verb, each one transaction with its audit row.

=================  =====================================================================
``offers``         send, let wait, close; the day of the first answer
``moves``          what an introduction leads to for its need and its offer
``introductions``  draft, ask, fix the meeting, form, close, undo
``answers``        what an answer, its correction or its absence leads to
``mandated``       acts by a mandate, and what happens when one ends
``letters``        write, take back and print letters of the desk
``notes``          notes, second pairs of eyes, claims
=================  =====================================================================
"""
