"""Mandates: an association lets an intermediary act for it, and every act shows the mandate that it used.

=============  =====================================================================
``queries``    which mandate is in force on a day, and what was done by it
``actions``    draw up, give, take back, write down an act
``ended``      the wall on which rooms hang what they do when one no longer holds
=============  =====================================================================
"""
