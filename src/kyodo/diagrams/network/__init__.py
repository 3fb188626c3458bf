"""The city's network: which organizations work together, drawn and as a table.

``graph`` counts who works with whom, ``choose`` narrows it, ``layout`` places what can be shown
legibly, ``svg`` draws it. Everything is computed from plain rows and kept by the version of public data.
"""
