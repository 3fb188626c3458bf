"""Consultations (相談) of the support center and of the city's desks.

What the pamphlet says: one may come with a wish, with a worry, before an application; the desk listens, shows
ways, and hands on to whoever can help. The life kept here: waiting, open, closed, erased. Who comes in: anybody,
without an account; and the consultants of a desk. What is told here is for them alone: it lies sealed in the
database (:mod:`kyodo.kernel.sealed`), each reading of it is written down, and it is forgotten in time.
"""
