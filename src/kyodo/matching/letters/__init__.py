"""Letters of the desk: worded as a public servant writes, each also in easy Japanese, by mail or on A4.

==============  ========================================================================
``contexts``    what a letter may say, and to whom: contact of the other side only where both said yes
``wording``     from a template to subject and text; readings in brackets for easy Japanese
``questions``   the question that each side gets
``sheets``      the letter as a sheet of A4 for a window envelope
==============  ========================================================================
"""
