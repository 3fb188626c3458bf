"""The handover book (引き継ぎ帳) of a seat: what whoever follows must know, from all rooms, on paper and with a code.

=============  =====================================================================
``walls``      the sections that rooms hang into the book, and what they do for a successor
``sections``   the sections of this room: mandates, and what the holder wrote down
``queries``    the book as it stands, what the desk still waits for
``actions``    write notes, make a book, confirm it, tell the rooms who follows
``book``       the book and its envelope as PDF
``codes``      the signed link on the envelope
``clockwork``  the books of March, and successors who took their seat
=============  =====================================================================
"""
