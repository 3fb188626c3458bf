"""Statements whose SQL is made once.

Django puts the SQL of a query together anew each time it is asked, which costs many times what the database takes
to answer. Where one request asks many small questions, some of them under a lock that others wait for (who is signed
in, a booking), that is most of its time. What is asked here is still a queryset of Django: only its SQL is kept.
"""
