"""Writes: one function a verb, each one transaction with its audit row.

=================  =====================================================================
``offers``         send, let wait, close
``introductions``  draft, ask, fix the meeting, close, undo
``answers``        write down what a side said
``forming``        let a joint work grow out of an introduction
``letters``        write and print letters of the desk
``notes``          notes, second pairs of eyes, claims
=================  =====================================================================
"""
