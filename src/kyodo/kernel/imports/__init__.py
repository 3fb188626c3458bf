"""Files that people send: read in whatever form an office's machine wrote them, and laid before a person.

=============  =====================================================================
``decode``     bytes → a header and rows: zip or plain, every encoding offices use
``cells``      one cell → a value, and in words what was done to it
``times``      cells that say when: days, times, weekdays
``columns``    a header → which column is which; a row → what it says (``Read``)
``plan``       what becomes of each row (``Planned``, ``Outcome``); doubles in a file
``desk``       ``ImportDesk``: what a room gives, so that all of the below is done for it
``actions``    receive, name the columns, apply, discard, erase after 90 days
``parts``      a file written in parts: at once where it is short, else by the worker
``urls``       ``import_urls(desk, prefix)``: the pages: file, columns, preview, report
=============  =====================================================================

A room that takes a file writes one ``ImportDesk`` (how a row is read, what it would change, how
that is written), hangs it on ``DESKS`` and adds ``import_urls`` to its addresses. A file whose columns are known goes
straight to the preview; else somebody says once which column is which, and the same header is
known from then on. Nothing is written before somebody has seen the preview, and every row has an
outcome.
"""
