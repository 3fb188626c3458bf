"""Writes: one function a verb, each one transaction with its audit row.

=================  =====================================================================
``needs``          tell, rewrite, show, close
``offers``         send, let wait, close
``introductions``  draft, ask, fix the meeting, close, undo
``answers``        write down what a side said
``forming``        let a joint work grow out of an introduction
``letters``        write and print letters of the desk
``followups``      ask both sides later whether it helped
``seasons``        ask associations once a season how much they can take on
``weights``        how much each reason of the ranking counts
``notes``          notes, second pairs of eyes, claims
=================  =====================================================================
"""
