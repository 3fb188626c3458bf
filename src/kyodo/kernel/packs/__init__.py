"""Packs: folders of plain files that fill the house, checked as a whole and loaded as a whole.

A room hangs a :class:`~kyodo.kernel.packs.kinds.PackKind` on the wall ``PACK_KINDS`` and
says what its records look like and how a batch of them is written. Reading, checking,
references, what staff changed since, withdrawals, the report and the transaction are here.
"""
