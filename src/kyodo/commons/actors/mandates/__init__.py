"""Mandates: an association lets an intermediary act for it, and every act shows the mandate that it used.

=============  =====================================================================
``queries``    which mandate is in force on a day, and what was done by it
``accounts``   what was done by a mandate in a month
``actions``    draw up, give, take back, mark as over, propose again, write down an act
``walls``      what other rooms do when a mandate ends
``wording``    the powers in plain words, and what is never given
``letters``    what the association and the desk are told
``papers``     the sheet to sign, and the monthly account on one page
``clockwork``  what comes due by the clock
=============  =====================================================================
"""
