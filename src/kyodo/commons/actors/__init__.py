"""Actors: the five kinds of 主体 and the intermediaries, their seats and who holds them.

Rights belong to a seat, held by a person for a term. When officers change in spring the
seat stays; promises, contacts and papers stay with it.
"""
