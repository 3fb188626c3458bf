"""Files that people send: read in whatever form an office's machine wrote them, and laid before a person.

=============  =====================================================================
``decode``     bytes → a header and rows: zip or plain, every encoding offices use
``cells``      one cell → a value, and in words what was done to it
=============  =====================================================================
"""
