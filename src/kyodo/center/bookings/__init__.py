"""Rooms and things to use (貸出): the pamphlet's support center has rooms for hire, booths, lockers, letter cases.

A ``Resource`` is what people ask for; it is made of ``Unit``s, the smallest things that can be taken. A booking
takes the cells of its units, one a quarter-hour or one a year, and the database knows each cell once: a double
booking is impossible, not unlikely. One writer (``actions/writing.py``) takes cells, for everybody.

The life: held → booked → used, or no_show, cancelled, expired, moved. Who comes in: an association through a seat,
a registered group, a person; staff at the counter and on the phone; courses through ``public``.
"""
