"""Reads: each says what it costs in queries.

=================  =====================================================================
``introductions``  one introduction with its sides, whom to ask, what may be undone
``standing``       how hosts stand: what runs there, how much they can carry
``desk``           the coordinators' day, section by section
``hosts``          a host as the desk sees it
=================  =====================================================================
"""
