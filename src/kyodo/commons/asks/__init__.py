"""Asking a person or a seat, and every way to answer (お願いと返事).

ASKED. Whatever needs an answer is one :class:`~kyodo.commons.asks.models.Ask`: a question in plain
words, two to five choices, one who is accountable, a day until which an answer helps, reminders that
stop at the answer. It is answered on the web without signing in, by mail, on a printed slip, by
phone or at the counter; the same reply results and the way it came is kept. How much one
association is asked is counted and shown to whoever is about to ask once more.
"""
