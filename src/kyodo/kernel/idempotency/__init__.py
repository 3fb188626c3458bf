"""Idempotency: a form that is sent twice does its work once.

Every creating form carries a key (``{% idempotency_key %}`` or :class:`~kyodo.kernel.
idempotency.forms.OnceForm`), its view is decorated with :func:`~kyodo.kernel.idempotency.
once.once`. The first sending is kept with its answer in the transaction of the creation; the
same key again, also at the same moment, gets that answer.
"""
