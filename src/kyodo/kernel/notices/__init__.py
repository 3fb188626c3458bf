"""Notices: the one outbox of the house.

A notice is written in the same transaction as its cause, so what was rolled back is never
told and what was committed always is. The worker delivers. What at-least-once means at the
border to a mail server, and how small the doubt was made, is said in
:mod:`kyodo.kernel.notices.deliver`.
"""
