"""Writes: one function a verb, each one transaction with its audit row.

==================  ==========================================================
``plans``           the checklist of an event
``rooms``           a room of the center for a date
``calls``           what the center looks for
``postings``        events that groups hand in, and what is decided about them
``questionnaires``  what people say afterward, without names
``reports``         what became of an event
==================  ==========================================================
"""
