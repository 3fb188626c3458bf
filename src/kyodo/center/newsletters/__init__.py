"""The support center's newsletters: 「ぱれっと」, 「かわら版」 and what follows them.

An issue is made of articles that are written in the CMS. One record gives three forms: pages on this site, an A4 paper
to print, and a letter by mail. Whoever wishes to read it by mail says so twice, and ends it with one click; where
copies lie, and how many are printed, is kept here too.
"""
