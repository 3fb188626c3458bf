"""People: a person, the ways to reach them, what they consented to; an account is optional.

An officer of a neighborhood association may have no mail address and no account and is
still a person here, with a phone, a seat and a say.
"""
