"""What the verbs share: each part runs inside the transaction of the verb, or of the reply, that calls it.

=============  =====================================================================
``letters``    write and take back letters of the desk
``mandated``   acts by a mandate, and what happens when one ends
``answers``    what an answer, its correction or its absence leads to
``moves``      needs and offers along their lives, the search in step
=============  =====================================================================
"""
